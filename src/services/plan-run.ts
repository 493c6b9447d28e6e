import { AtomError } from '../base/errors.ts';
import { newId } from '../base/id.ts';
import type { AuditHead } from '../model/audit.ts';
import type { EngineLimits } from '../model/engine-limits.ts';
import type { StepType } from '../model/generated/manifest.ts';
import type { Enforceable, Plan, PlanPreview, Selection } from '../model/plan.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import type { Wpk } from '../model/wpk.ts';
import type { Verdict } from '../model/verdict.ts';
import { locksOf } from '../kubernetes/lock.ts';
import { planDigest } from '../plan/digest.ts';
import { type GivenInputs, resolveInputs } from '../plan/inputs.ts';
import { declaresLimits } from '../plan/enforceable.ts';
import { knownItems } from '../plan/known-items.ts';
import { previewPlan } from '../plan/preview.ts';
import { familyOf } from '../plan/nested/family.ts';
import type { Policy } from '../policy/policy.ts';
import type { Plans } from '../ports/plans.ts';
import { type AdmitDeps, admitNamed, refuseYanked } from './admit-package.ts';
import { judgeFamily } from './judge-family.ts';
import { nestedPackages } from './nested-packages.ts';
import { checkPackage } from './valid-manifest.ts';

/** @throws {AtomError} as `planLive` and `refuseLive` do */
export type AskLive = (
  plan: PlanPreview,
  wpk: Pick<Wpk, 'manifest' | 'files'>,
) => Promise<Required<Pick<PlanPreview, 'cluster' | 'live'>>>;

export interface PlanDeps extends AdmitDeps {
  readonly plans: Plans;
  /** Step types that this build can carry out. */
  readonly stepTypes: ReadonlySet<StepType>;
  /** Asks the cluster what the plan would do to it, and refuses what it would refuse. */
  readonly live: AskLive;
  /** Begins to ask the cluster that `live` asks, what it asks first of a package of this name. It never fails. */
  readonly approach: (name: string, signal: AbortSignal) => void;
  /** What processes are held to here. It is tried, which takes a moment: asked only where a package declares limits. */
  readonly enforced: () => Promise<ReadonlySet<Enforceable>>;
  /** What the container engine here can enforce; null where none answers. */
  readonly engineLimits: () => Promise<EngineLimits | null>;
  /** What judges packages here, as of now. */
  readonly policy: () => Promise<Policy>;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

export interface PlanRequest {
  readonly inputs: GivenInputs;
  readonly selection: Selection;
  readonly requester: string;
}

/** A plan, with what the dry-run said of its package. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly verdict: Verdict;
  readonly auditHead: AuditHead;
}

/**
 * Plans a run and keeps the plan, its package and an audit record. Nothing is started.
 * @throws {AtomError} ATOM_PACKAGE_INVALID, ATOM_INPUT_INVALID, ATOM_POLICY_REFUSED, ATOM_STEP_NOT_FOUND, ATOM_STEP_UNSUPPORTED,
 * and as `nestedPackages` does
 */
export async function planRun(deps: PlanDeps, wpk: AdmittedWpk, request: PlanRequest): Promise<PlannedRun> {
  await refuseYanked(deps, wpk);
  // A signature says who made a package, not that it is sound: it is checked whoever signed it.
  await checkPackage(wpk);
  const whilePlanned = new AbortController();
  try {
    if (hasSteps(wpk, 'k8s')) deps.approach(wpk.manifest.metadata.name, whilePlanned.signal);
    return await planChecked(deps, wpk, request);
  } finally {
    whilePlanned.abort();
  }
}

async function planChecked(deps: PlanDeps, wpk: AdmittedWpk, request: PlanRequest): Promise<PlannedRun> {
  const { selection } = request;
  const inputs = await resolveInputs(wpk.manifest.spec.inputs, request.inputs);
  const children = await nestedPackages(wpk, ({ name, version }) => admitNamed(deps, `${name}@${version}`));
  const family = [wpk, ...[...familyOf(children)].map((nested) => nested.wpk)];
  const verdict = await judgeFamily({ wpk, children, now: deps.now(), inputs, policy: await deps.policy() });
  const isLimited = family.some(({ manifest }) => declaresLimits(manifest.spec));
  const enforced = isLimited ? await deps.enforced() : new Set<Enforceable>();
  const asked = family.some((one) => hasSteps(one, 'docker')) ? { engine: await deps.engineLimits() } : {};
  const offline = previewPlan({ wpk, inputs, selection, verdict, enforced, children, ...asked });
  refuseUnsupported(offline, deps.stepTypes);
  refuseImpossible(wpk, offline);
  const asks = asksCluster(offline) ? await deps.live(offline, wpk) : {};
  const preview = { ...offline, ...asks, locks: locksOf(asks) };
  const plan: Plan = {
    ...preview,
    id: newId('plan', deps.random(12)),
    digest: planDigest(preview),
    createdAt: deps.now().toISOString(),
    createdBy: request.requester,
  };
  for (const { digest, blob, signatures } of family) {
    await deps.registry.keep(digest, { blob, proofs: signatures.map(({ proof }) => proof) });
  }
  return { plan, verdict, auditHead: await deps.plans.save(plan, deps.tenant) };
}

function asksCluster({ steps }: PlanPreview): boolean {
  return steps.some(({ type }) => type === 'k8s');
}

function hasSteps({ manifest: { spec } }: AdmittedWpk, wanted: StepType): boolean {
  const steps = [...spec.handlers, ...(spec.rollback?.handlers ?? [])];
  return steps.some(({ type = spec.runtime.type }) => type === wanted);
}

function refuseUnsupported({ steps, rollback }: PlanPreview, types: ReadonlySet<StepType>): void {
  const own = [...steps, ...rollback];
  const nested = own.flatMap(({ workflow }) => [...(workflow?.steps ?? []), ...(workflow?.rollback ?? [])]);
  const step = [...own, ...nested].find(({ type }) => !types.has(type));
  if (step !== undefined) {
    throw unsupported(
      `Step "${step.name}" is of type ${step.type}`,
      `Types that it can carry out: ${[...types].join(', ')}`,
    );
  }
}

/** A list that the inputs give must be one. @throws {AtomError} ATOM_INPUT_INVALID */
function refuseImpossible(
  { manifest: { spec } }: AdmittedWpk,
  { steps, rollback, inputs }: PlanPreview,
): void {
  for (const step of [...steps, ...rollback]) {
    const items = knownItems(step, { inputs, spec });
    if (items?.kind !== 'impossible') continue;
    throw new AtomError(
      'ATOM_INPUT_INVALID',
      `${step.name} goes over ${step.forEach?.items ?? ''}: ${items.why}`,
      {
        hint: 'Give inputs with -i NAME=VALUE or --inputs FILE',
        details: { step: step.name },
      },
    );
  }
}

function unsupported(what: string, hint: string): AtomError {
  return new AtomError('ATOM_STEP_UNSUPPORTED', `${what}, which this build cannot carry out`, { hint });
}
