import { alarm } from '../../base/alarm.ts';
import { AtomError } from '../../base/errors.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunId, StepError } from '../../model/run.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';
import type { AttemptRef, RunPaths } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';
import type { KnownSecrets } from './known-secrets.ts';
import type { Ledger } from './ledger.ts';
import { type RunScope, secretInputsOf, secretsOfStep } from './scope.ts';
import { MisplacedSecret, resolveSettings, type Settings } from './settings.ts';
import { withoutQuotes, withoutSecrets, withoutTainted } from './tainted-outputs.ts';

/** What every attempt of a run shares. */
export interface Stage {
  readonly deps: RunDeps;
  readonly ledger: Ledger;
  readonly paths: RunPaths;
  readonly scope: RunScope;
  readonly known: KnownSecrets;
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
  const { step, controller } = attempt;
  const settings = await settingsOf(step, stage);
  if ('error' in settings) return { kind: 'failed', error: settings.error, outputs: {} };

  using held = new DisposableStack();
  held.use(deadline(step.timeoutMs, controller));
  const own = settings.secrets;
  const secrets = stage.known.with(own);
  const outcome = await execute(stage, attempt, { ...settings, secrets }).catch((error: unknown) => {
    throw withoutQuotes(error, secrets);
  });
  // Another step may have read a new value meanwhile.
  const all = stage.known.with(own);
  return own.length === 0 ? withoutSecrets(step, outcome, all) : withoutTainted(step, outcome, all);
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
      log: (stream, chunk) => log.write(stream, chunk),
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

/** A step is given its own secrets alone, as they are when it starts. */
async function settingsOf(
  step: PlannedStep,
  { deps, scope, known }: Stage,
): Promise<Settings | { readonly error: StepError }> {
  try {
    const references = secretInputsOf(scope.plan);
    const secrets = new Map<string, string>();
    for (const name of secretsOfStep(step, references)) {
      const value = await deps.readSecret(references.get(name) ?? '');
      secrets.set(name, value);
      known.add(name, value);
    }
    return resolveSettings(step, { ...scope, secrets });
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** What resolving found wrong, as the step's failure. Other errors are thrown on. */
export function errorOf(error: unknown): StepError {
  if (error instanceof MisplacedSecret) return { kind: 'refused', message: error.message };
  if (error instanceof AtomError && error.code === 'ATOM_NEEDS_MISSING') {
    return { kind: 'unavailable', message: error.message };
  }
  if (error instanceof AtomError) return { kind: 'expression', message: error.message };
  throw error;
}

function deadline(timeoutMs: number | null, controller: AbortController): Disposable | undefined {
  if (timeoutMs === null) return undefined;
  return alarm(timeoutMs, () => controller.abort('timeout' satisfies StopReason));
}
