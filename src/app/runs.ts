import type { Page } from '../model/list.ts';
import type { ApprovedPlan } from '../model/plan.ts';
import type { RunRecord } from '../model/run.ts';
import type { RunDetails } from '../model/run-view.ts';
import type { RunDeps, RunOptions } from '../services/run/deps.ts';
import type { RunQuery } from '../services/run/list-runs.ts';
import type { LogPart, LogQuery, LogText } from '../services/run/read-logs.ts';
import type { StepDecision } from '../services/run/resume-run.ts';
import type { Context } from './context.ts';

export interface RunUses {
  list(query: RunQuery): Promise<Page<RunRecord>>;
  show(ref: string): Promise<RunDetails>;
  logs(query: LogQuery): AsyncIterable<LogPart>;
  /** The same as text, an item per attempt. */
  logTexts(query: LogQuery): Promise<readonly LogText[]>;
  pause(ref: string, by: string): Promise<RunRecord>;
  cancel(
    request: { readonly run: string; readonly by: string; readonly rollback: boolean },
    options: RunOptions,
  ): Promise<RunRecord>;
  /** @throws {AtomError} as `requireSuccess` says, also for a run that had ended before. */
  resume(
    request: { readonly run: string; readonly by: string; readonly decision?: StepDecision },
    options: RunOptions,
  ): Promise<RunDetails>;
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
    logTexts: async (query) =>
      (await import('../services/run/read-logs.ts')).logTexts(await logDeps(), query),
    pause: async (ref, by) => (await import('../services/run/stop-run.ts')).pauseRun(await deps(), ref, by),
    cancel: async (request, options) => {
      const { cancelRun } = await import('../services/run/stop-run.ts');
      return cancelRun(await deps(), { ...request, admit: readmit }, options);
    },
    resume: async (request, options) => {
      const [{ resumeRun }, { requireResult, requireSuccess }, { showRun }] = await Promise.all([
        import('../services/run/resume-run.ts'),
        import('../services/run/require-success.ts'),
        import('../services/run/list-runs.ts'),
      ]);
      const ready = await deps();
      const resumed = await resumeRun(ready, { ...request, admit: readmit }, options);
      if (resumed.kind === 'carried') requireSuccess(resumed.run, resumed.carried);
      else requireResult(resumed.record.id, resumed.record.result ?? 'failed', null);
      return showRun(ready, request.run);
    },
    decide: async (run, decision) =>
      (await import('../services/run/resume-run.ts')).decide(await deps(), run, decision),
  };
}

/** What carrying a run takes. */
export async function runDeps({ store, config, now, random }: Context): Promise<RunDeps> {
  const [{ allExecutors }, { hostProcesses }, { runFolders }, { disk }, { readSecret }, { newId }] =
    await Promise.all([
      import('../adapters/executor/all.ts'),
      import('../adapters/executor/host-processes.ts'),
      import('../adapters/run-files/folders.ts'),
      import('../adapters/files/disk.ts'),
      import('../adapters/secrets/read-secret.ts'),
      import('../base/id.ts'),
    ]);
  return {
    journal: (await store.get()).journal,
    executors: new Map(allExecutors(process.env, now).map((executor) => [executor.type, executor])),
    processes: hostProcesses(),
    folders: runFolders(config.home, disk),
    readSecret: (reference) => readSecret(reference, process.env),
    now,
    random: Math.random,
    newRunId: () => newId('run', random(12)),
  };
}

/** A run's package is verified again whenever somebody goes on with it. */
function admitAgain(context: Context) {
  return async ({ plan, approval }: ApprovedPlan, purpose: 'continue' | 'undo') => {
    const [{ admission }, { readmitPackage }, { refuseExpired }] = await Promise.all([
      import('./admission.ts'),
      import('../services/admit-package.ts'),
      import('../services/run/refuse-expired.ts'),
    ]);
    if (purpose === 'continue') refuseExpired(plan, approval, context.now());
    return readmitPackage(await admission(context), plan.package);
  };
}
