import { randomBytes } from 'node:crypto';
import { allExecutors } from '../../src/adapters/executor/all.ts';
import { engineContainers } from '../../src/adapters/executor/docker/engine-containers.ts';
import { hostProcesses } from '../../src/adapters/executor/process/host-processes.ts';
import { disk } from '../../src/adapters/files/disk.ts';
import { runFolders } from '../../src/adapters/run-files/folders.ts';
import { readSecret } from '../../src/adapters/secrets/read-secret.ts';
import { openStore, type Store } from '../../src/adapters/store/open-store.ts';
import { vaultLeases } from '../../src/adapters/vault/secret-leases.ts';
import { outsideServices } from '../../src/app/outside.ts';
import { chainRecord } from '../../src/audit/chain.ts';
import { digestOf } from '../../src/base/digest.ts';
import { newId } from '../../src/base/id.ts';
import type { JsonObject } from '../../src/base/json.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Manifest } from '../../src/model/generated/manifest.ts';
import type { ApprovedPlan, Plan, PlannedStep } from '../../src/model/plan.ts';
import type { Wpk } from '../../src/model/wpk.ts';
import { completeStep } from '../../src/plan/complete-step.ts';
import { approvedPlan, grantApproval } from '../../src/plan/grant.ts';
import type { RunDeps } from '../../src/services/run/deps.ts';
import { manifestWith, wpkOf } from './wpk.ts';

/** What a test says of a run; the rest is the planner's defaults. */
export interface Scene {
  /** YAML list items: the steps. */
  readonly steps: string;
  /** YAML under `spec`. */
  readonly spec?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: JsonObject;
  readonly plan?: Partial<Plan>;
}

export interface Bench extends AsyncDisposable {
  readonly deps: RunDeps;
  readonly store: Store;
  /** Plans and approves a scene in the real store. */
  prepare(scene: Scene): Promise<{ approved: ApprovedPlan; wpk: Wpk }>;
}

const now = () => new Date();

/** A real store, real folders and real processes under one home. */
export async function openBench(home: string, env: NodeJS.ProcessEnv = process.env): Promise<Bench> {
  const store = await openStore(home, chainRecord);
  const config = await loadConfig({ flags: { home }, env, platform: process.platform });
  const outside = outsideServices(config);
  const deps: RunDeps = {
    journal: store.journal,
    tenant: 'local',
    executors: new Map(allExecutors(env, now, outside).map((executor) => [executor.type, executor])),
    processes: hostProcesses(500),
    containers: engineContainers(env['DOCKER_HOST'] || null),
    leases: vaultLeases(outside.vault),
    folders: runFolders(home, disk),
    readSecret: (reference) => readSecret(reference, { env, vault: outside.vault }),
    now,
    random: Math.random,
    newRunId: () => newId('run', randomBytes(12)),
  };
  return {
    deps,
    store,
    prepare: (scene) => prepare(store, scene),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function prepare(store: Store, scene: Scene): Promise<{ approved: ApprovedPlan; wpk: Wpk }> {
  const wpk = wpkOf(manifestWith(scene.steps, scene.spec ?? 'inputs: {}'), scene.files);
  const plan = planOf(wpk, scene);
  await store.plans.save(plan, 'local');
  const approval = grantApproval(
    plan,
    { id: newId('approval', randomBytes(12)), approver: 'ana', reason: 'test', ttlMs: null, digest: null },
    new Date(),
  );
  await store.plans.approve(approval, 'local');
  return { approved: approvedPlan(plan, approval, new Date()), wpk };
}

/** The scene's steps are written in topological order. */
function planOf({ name, version, digest, manifest: { spec } }: Wpk, scene: Scene): Plan {
  return {
    id: newId('plan', randomBytes(12)),
    digest: digestOf(JSON.stringify(scene)),
    createdAt: new Date().toISOString(),
    createdBy: 'ana',
    package: { name, version, digest },
    inputs: scene.inputs ?? {},
    selection: { skip: [], only: [], resume: null },
    steps: planned(spec.handlers, spec),
    rollback: planned(spec.rollback?.handlers ?? [], spec),
    maxParallel: 4,
    timeoutMs: null,
    outputBytes: 1024 * 1024,
    limits: { cpu: null, memoryBytes: null },
    egress: spec.validation?.network?.egress ?? [],
    locks: [],
    concurrency: null,
    approval: { approvers: 1, expiresInMs: 3_600_000, separateFromRequester: false },
    unknowns: [],
    enforced: [],
    notEnforced: [],
    verdict: { class: 'safe', score: 0, policyDigest: digestOf('policy') },
    ...scene.plan,
  };
}

function planned(steps: Manifest['spec']['handlers'], spec: Manifest['spec']): PlannedStep[] {
  return steps.map((step) => ({ ...completeStep(step, spec), shows: [] }));
}
