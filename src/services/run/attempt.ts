import { alarm } from '../../base/alarm.ts';
import { AtomError } from '../../base/errors.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunId, StepError } from '../../model/run.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';
import type { AttemptRef, RunPaths } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';
import type { Ledger } from './ledger.ts';
import { type RunScope, secretInputsOf, secretsOfStep } from './scope.ts';
import type { ItemLists } from './item-lists.ts';
import { resolveSettings, type Settings } from './settings.ts';
import { errorOf } from './settings-error.ts';
import type { Turns } from './turns.ts';
import { withoutTainted } from './tainted-outputs.ts';

/** What every attempt of a run shares. */
export interface Stage {
  readonly deps: RunDeps;
  readonly ledger: Ledger;
  readonly paths: RunPaths;
  readonly scope: RunScope;
  readonly lists: ItemLists;
  readonly turns: Turns;
}

export interface Attempt {
  readonly step: PlannedStep;
  readonly phase: Phase;
  readonly number: number;
  readonly startedAt: string;
  readonly controller: AbortController;
  /** A probe: its process is found by its marker alone. */
  readonly unrecorded?: boolean;
}

/** The same for all attempts at one effect. */
export function idempotencyKey(run: RunId, phase: Phase, step: string): string {
  return phase === 'steps' ? `${run}/${step}` : `${run}/rollback/${step}`;
}

/** Carries out one attempt whose `step-starting` is on the disk. Throws only for what is not the step's doing. */
export async function carryOut(stage: Stage, attempt: Attempt): Promise<StepOutcome> {
  const { step } = attempt;
  const settings = await settingsOf(step, stage);
  if ('error' in settings) return { kind: 'failed', error: settings.error, outputs: {} };

  using held = new DisposableStack();
  held.use(deadline(attempt, stage.deps.now()));
  const outcome = await execute(stage, attempt, settings);
  return settings.secrets.length === 0 ? outcome : withoutTainted(step, outcome, settings.secrets);
}

async function execute(
  { deps, ledger, paths }: Stage,
  { step, phase, number, startedAt, controller, unrecorded }: Attempt,
  { values, secrets }: Settings,
): Promise<StepOutcome> {
  const executor = deps.executors.get(step.type);
  if (executor === undefined) throw unsupported(step);
  const ref: AttemptRef = { phase, step: step.name, attempt: number };
  const log = deps.folders.openLog(ledger.run, ref);
  try {
    return await executor.execute(step, values, {
      run: ledger.run,
      attempt: number,
      startedAt,
      idempotencyKey: idempotencyKey(ledger.run, phase, step.name),
      workFolder: paths.work,
      packageFolder: paths.package,
      outputFile: paths.outputFile(ref),
      egress: ledger.plan.egress,
      outputBytes: ledger.plan.outputBytes,
      secrets,
      signal: controller.signal,
      spawned: async (process, processGroup) => {
        if (unrecorded === true) return;
        await ledger.note({
          type: 'step-spawned',
          step: step.name,
          phase,
          attempt: number,
          process,
          processGroup,
        });
      },
      log: (_stream, chunk) => log.write(chunk),
    });
  } finally {
    log.close();
  }
}

export function unsupported(step: PlannedStep): AtomError {
  return new AtomError(
    'ATOM_STEP_UNSUPPORTED',
    `${step.name}: this build cannot carry out ${step.type} steps`,
    {
      hint: 'atomctl doctor',
      details: { step: step.name, type: step.type },
    },
  );
}

/** A step's secrets are read when it starts, and only its own. */
async function settingsOf(
  step: PlannedStep,
  { deps, lists }: Stage,
): Promise<Settings | { readonly error: StepError }> {
  const scope = lists.scopeOf(step);
  try {
    const references = secretInputsOf(scope.plan);
    const secrets = new Map<string, string>();
    for (const name of secretsOfStep(step, references)) {
      secrets.set(name, await deps.readSecret(references.get(name) ?? ''));
    }
    return resolveSettings(step, { ...scope, secrets });
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** A timeout counts from the start that the journal tells, also for an attempt that a crash made to be repeated. */
function deadline({ step, startedAt, controller, unrecorded }: Attempt, now: Date): Disposable | undefined {
  if (step.timeoutMs === null) return undefined;
  const spentMs = unrecorded === true ? 0 : Math.max(0, now.getTime() - Date.parse(startedAt));
  const over = () => controller.abort('timeout' satisfies StopReason);
  if (spentMs < step.timeoutMs) return alarm(step.timeoutMs - spentMs, over);
  over();
  return undefined;
}
