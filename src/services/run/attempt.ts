import { alarm } from '../../base/alarm.ts';
import { AtomError } from '../../base/errors.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunId, StepError } from '../../model/run.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';
import type { AttemptRef, RunPaths } from '../../ports/run-host.ts';
import type { RunDeps } from './deps.ts';
import type { Ledger } from './ledger.ts';
import { pathsOfStep, type RunScope, secretInputsOf, secretsOfStep } from './scope.ts';
import { holdSecrets, readSecretOutputs } from './secret-outputs.ts';
import { MisplacedSecret, resolveSettings, type Settings } from './settings.ts';
import { withoutTainted } from './tainted-outputs.ts';

/** What every attempt of a run shares. */
export interface Stage {
  readonly deps: RunDeps;
  readonly ledger: Ledger;
  readonly paths: RunPaths;
  readonly scope: RunScope;
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
  const outcome = await execute(stage, attempt, settings);
  const { secrets } = settings;
  const kept = secrets.length === 0 ? outcome : withoutTainted(step, outcome, secrets);
  return holdSecrets(step, kept, { held: stage.scope.held, secrets });
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
  { deps, scope }: Stage,
): Promise<Settings | { readonly error: StepError }> {
  try {
    const references = secretInputsOf(scope.plan);
    const secrets = new Map<string, string>();
    for (const name of secretsOfStep(step, references)) {
      secrets.set(name, await deps.readSecret(references.get(name) ?? ''));
    }
    const outputs = await readSecretOutputs(scope, pathsOfStep(step), deps.readSecret);
    for (const [key, value] of outputs) secrets.set(key, value);
    return resolveSettings(step, { ...scope, secrets });
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** What resolving found wrong, as the step's failure. Other errors are thrown on. */
export function errorOf(error: unknown): StepError {
  if (error instanceof MisplacedSecret) return { kind: 'refused', message: error.message };
  if (error instanceof AtomError && error.code === 'ATOM_NEEDS_MISSING') {
    const next = error.hint === undefined ? '' : ` (try: ${error.hint})`;
    return { kind: 'unavailable', message: `${error.message}${next}` };
  }
  if (error instanceof AtomError) return { kind: 'expression', message: error.message };
  throw error;
}

function deadline(timeoutMs: number | null, controller: AbortController): Disposable | undefined {
  if (timeoutMs === null) return undefined;
  return alarm(timeoutMs, () => controller.abort('timeout' satisfies StopReason));
}
