import type { AuditHead } from '../model/audit.ts';
import type { Page } from '../model/list.ts';
import type { LogPage } from '../model/log.ts';
import type { ApprovedPlan, Plan } from '../model/plan.ts';
import type { RunDoctorReport } from '../model/run-doctor.ts';
import type { RunId, RunRecord } from '../model/run.ts';
import type { RollbackPreview, RunDetails, RunOutcome } from '../model/run-view.ts';
import type { Carried } from '../services/run/carry.ts';
import type { RunDeps, RunOptions } from '../services/run/deps.ts';
import type { RunQuery } from '../services/run/list-runs.ts';
import type { LogChoice, LogPart, LogQuery } from '../services/run/read-logs.ts';
import type { StepDecision } from '../services/run/resume-run.ts';
import type { StopRequest } from '../services/run/stop-run.ts';
import type { StartDeps, StartRequest } from '../services/start-run.ts';
import { clustersOf, k8sExecutor } from './clusters.ts';
import type { Context } from './context.ts';
import { nestedPackages, nesting } from './nesting.ts';

export interface RunUses {
  list(query: RunQuery): Promise<Page<RunRecord>>;
  show(ref: string): Promise<RunDetails>;
  logs(query: LogQuery): AsyncIterable<LogPart>;
  /** The same as text, an item per attempt, and no more than one answer holds. */
  logPage(query: LogQuery): Promise<LogPage>;
  /** The byte that the last lines begin with. */
  logTail(choice: LogChoice, lines: number): Promise<number>;
  pause(ref: string, by: string): Promise<RunRecord>;
  cancel(request: Omit<StopRequest, 'admit'>, options: RunOptions): Promise<RunDetails>;
  /** What undoing a run would do. */
  previewRollback(run: string): Promise<RollbackPreview>;
  /** @throws {AtomError} as `requireSuccess` says, also for a run that had ended before. */
  resume(
    request: { readonly run: string; readonly by: string; readonly decision?: StepDecision },
    options: RunOptions,
    /** Policy files beside those of the settings. */
    policy: readonly string[],
  ): Promise<RunOutcome>;
  /** Plans, has the plan approved, and carries the run. @throws {AtomError} as `requireSuccess` says. */
  start(request: StartRequest, options: RunOptions, surroundings: Surroundings): Promise<RunOutcome>;
  /** What is stuck on this store, or left of what is over. */
  examine(): Promise<RunDoctorReport>;
  /** As `examine`, and mends what needs no decision. */
  mend(by: string, options: RunOptions): Promise<RunDoctorReport>;
  /** Answers a step that waits; whoever carries the run goes on with it. */
  decide(run: string, decision: StepDecision & { readonly by: string }): Promise<RunRecord['id']>;
}

export function runUses(context: Context): RunUses {
  const deps = () => runDeps(context);
  const logDeps = async () => ({
    ...(await deps()),
    logs: (await import('../adapters/run-files/read-logs.ts')).runLogs,
  });
  const readmit = admitAgain(context);
  return {
    list: async (query) => (await import('../services/run/list-runs.ts')).listRuns(await deps(), query),
    show: async (ref) => (await import('../services/run/list-runs.ts')).showRun(await deps(), ref),
    async *logs(query) {
      const { readLogs } = await import('../services/run/read-logs.ts');
      yield* readLogs(await logDeps(), query);
    },
    logPage: async (query) => (await import('../services/run/log-page.ts')).logPage(await logDeps(), query),
    logTail: async (choice, lines) =>
      (await import('../services/run/log-page.ts')).tailStart(await logDeps(), choice, lines),
    pause: async (ref, by) => (await import('../services/run/stop-run.ts')).pauseRun(await deps(), ref, by),
    cancel: async (request, options) => {
      const { cancelRun } = await import('../services/run/stop-run.ts');
      return cancelRun(await deps(), { ...request, admit: readmit }, options);
    },
    previewRollback: async (run) => {
      const { previewRollback } = await import('../services/run/preview-rollback.ts');
      return previewRollback(await deps(), { run, admit: readmit });
    },
    resume: async (request, options, policy) => {
      const { resumeWhole } = await import('../services/run/resume-whole.ts');
      const { requireResult } = await import('../services/run/require-success.ts');
      const { collectEarly } = await import('../adapters/heap/collect-early.ts');
      using _ = collectEarly();
      const judged = { ...request, admit: admitAgain(context, policy) };
      const resumed = await resumeWhole(await runDeps(context, policy), judged, options);
      if (resumed.kind === 'carried') return await outcome(context, resumed);
      const { id, result } = resumed.record;
      requireResult(id, result ?? 'failed', null);
      const { showRun } = await import('../services/run/list-runs.ts');
      return { ...(await showRun(await deps(), id)), auditHead: await auditHead(context), hadEnded: true };
    },
    start: async (request, options, { metrics, policy }) => {
      const { startRun } = await import('../services/start-run.ts');
      const { collectEarly } = await import('../adapters/heap/collect-early.ts');
      using _ = collectEarly();
      const started = await startRun(await startDeps(context, policy), request, options);
      await publish(context, metrics);
      return await outcome(context, started);
    },
    examine: async () => (await import('../services/run/doctor.ts')).examineRuns(await deps()),
    mend: async (by, options) => {
      const { mendRuns } = await import('../services/run/mend-runs.ts');
      const { audit } = await context.store.get();
      return mendRuns({ run: await deps(), audit }, { by, admit: readmit }, options);
    },
    decide: async (run, decision) =>
      (await import('../services/run/resume-run.ts')).decide(await deps(), run, decision),
  };
}

interface Done {
  readonly run: RunId;
  readonly plan: Plan;
  readonly carried: Carried;
}

async function outcome(context: Context, { run, plan, carried }: Done): Promise<RunOutcome> {
  const { requireSuccess } = await import('../services/run/require-success.ts');
  requireSuccess(run, carried);
  const { showRunOf } = await import('../services/run/list-runs.ts');
  const details = await showRunOf(await runDeps(context), run, plan);
  return { ...details, auditHead: await auditHead(context), hadEnded: false };
}

async function auditHead({ store }: Context): Promise<AuditHead> {
  return (await store.get()).audit.head();
}

async function startDeps(context: Context, policy: readonly string[]): Promise<StartDeps> {
  const [{ planDeps }, { authoring }] = await Promise.all([import('./admission.ts'), import('./trust.ts')]);
  return {
    ...(await planDeps(context, policy)),
    ...(await authoring(context)),
    run: await runDeps(context, policy),
  };
}

/** What a run is started with besides what it does. */
export interface Surroundings {
  readonly metrics: MetricsTargets;
  /** Policy files beside those of the settings. */
  readonly policy: readonly string[];
}

/** Where the counters go: a file for node_exporter, a Pushgateway, or nowhere. */
interface MetricsTargets {
  readonly file: string | null;
  readonly pushgateway: string | null;
}

async function publish({ store, config }: Context, { file, pushgateway }: MetricsTargets): Promise<void> {
  const url = pushgateway ?? config.settings.pushgateway.value;
  if (file === null && url === null) return;
  const totals = await (await store.get()).journal.totals();
  if (file !== null)
    await (await import('../adapters/metrics/textfile.ts')).textfileSink(file).publish(totals);
  if (url !== null)
    await (await import('../adapters/metrics/pushgateway.ts')).pushgatewaySink(url).publish(totals);
}

/** What carrying a run takes; the files of `policy` judge what it nests, beside those of the settings. */
export async function runDeps(context: Context, policy: readonly string[] = []): Promise<RunDeps> {
  const { store, config, now, random } = context;
  const [
    { allExecutors },
    { hostProcesses },
    { engineContainers },
    { runFolders },
    { disk },
    { readSecret },
    { vaultLeases },
    { newId },
    { outsideServices },
  ] = await Promise.all([
    import('../adapters/executor/all.ts'),
    import('../adapters/executor/process/host-processes.ts'),
    import('../adapters/executor/docker/engine-containers.ts'),
    import('../adapters/run-files/folders.ts'),
    import('../adapters/files/disk.ts'),
    import('../adapters/secrets/read-secret.ts'),
    import('../adapters/vault/secret-leases.ts'),
    import('../base/id.ts'),
    import('./outside.ts'),
  ]);
  const outside = outsideServices(config);
  // The settings file may name the engine, too.
  const dockerHost = config.settings.dockerHost.value;
  const env = { ...process.env, ...(dockerHost !== null && { DOCKER_HOST: dockerHost }) };
  const clusters = clustersOf(config);
  const nested = nesting(context, () => deps, policy);
  const executors = [...allExecutors(env, now, outside), k8sExecutor(clusters), nested.executor];
  const deps: RunDeps = {
    journal: (await store.get()).journal,
    tenant: config.tenant,
    executors: new Map(executors.map((executor) => [executor.type, executor])),
    processes: hostProcesses(),
    containers: engineContainers(dockerHost),
    leases: vaultLeases(outside.vault),
    folders: runFolders(config.home, disk),
    readSecret: (reference) => readSecret(reference, { env: process.env, vault: outside.vault }),
    now,
    random: Math.random,
    newRunId: () => newId('run', random(12)),
    endNested: nested.endNested,
    dropKept: async (run, plan) => {
      if (!plan.steps.some(({ type }) => type === 'k8s')) return [];
      const { dropKept } = await import('../services/kubernetes/drop-kept.ts');
      return dropKept(clusters, { plan, places: await deps.journal.keptStates(run) });
    },
  };
  return deps;
}

/** A run's package is verified again whenever somebody goes on with it; to undo, the recorded bytes are enough. */
function admitAgain(context: Context, policy: readonly string[] = []) {
  return async (approved: ApprovedPlan, purpose: 'continue' | 'undo') => {
    const { plan, approval } = approved;
    const [
      { planDeps },
      { packageToUndo, readmitPackage, runPackage },
      { refuseExpired },
      { refuseChanged, refuseEdited },
      { stale },
    ] = await Promise.all([
      import('./admission.ts'),
      import('../services/admit-package.ts'),
      import('../services/run/refuse-expired.ts'),
      import('../services/refuse-changed.ts'),
      import('../plan/grant.ts'),
    ]);
    const deps = await planDeps(context, policy);
    if (approval.planId !== plan.id) return (await nestedPackages(context)).undo(approved);
    if (approval.planDigest !== plan.digest) throw stale('The approval is for another digest', plan);
    if (purpose === 'undo') {
      const wpk = await packageToUndo(deps, plan.package);
      await refuseEdited(deps, plan, { wpk, run: approval.usedBy ?? plan.id });
      return runPackage(wpk);
    }
    refuseExpired(plan, approval, context.now());
    const wpk = await readmitPackage(deps, plan.package);
    await refuseChanged(deps, plan, wpk);
    return runPackage(wpk);
  };
}
