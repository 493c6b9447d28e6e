import { alarm } from '../../base/alarm.ts';
import { AtomError } from '../../base/errors.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, RunId, StepError } from '../../model/run.ts';
import type { Capture, Look, StepOutcome, StopReason } from '../../ports/executor.ts';
import type { AttemptRef, RunPaths } from '../../ports/run-host.ts';
import { heldLimits } from '../../plan/enforceable.ts';
import type { RunDeps } from './deps.ts';
import type { KnownSecrets } from './known-secrets.ts';
import type { KeptLease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { lookAt, probeOf } from './look.ts';
import { pathsOfStep, type RunScope, secretInputsOf, secretsOfStep } from './scope.ts';
import { shownKey } from './secret-key.ts';
import { liveOf } from './live-of.ts';
import { handReferencesOn } from './nested/nested-inputs.ts';
import { holdSecrets, readSecretOutputs } from './secret-outputs.ts';
import type { ItemLists } from './item-lists.ts';
import { resolveSettings, type Settings } from './settings.ts';
import { errorOf } from './settings-error.ts';
import { withoutQuotes, withoutSecrets, withoutTainted } from './tainted-outputs.ts';
import type { Turns } from './turns.ts';

/** What every attempt of a run shares. */
export interface Stage {
  readonly deps: RunDeps;
  readonly ledger: Ledger;
  readonly paths: RunPaths;
  readonly scope: RunScope;
  readonly lists: ItemLists;
  readonly lease: Pick<KeptLease, 'confirm'>;
  readonly known: KnownSecrets;
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
  const own = settings.secrets;
  const secrets = stage.known.with(own);
  const outcome = await execute(stage, attempt, { ...settings, secrets }).catch((error: unknown) => {
    throw withoutQuotes(error, secrets);
  });
  // Another step may have read a new value meanwhile.
  const all = stage.known.with(own);
  const kept = own.length === 0 ? withoutSecrets(step, outcome, all) : withoutTainted(step, outcome, all);
  return holdSecrets(step, kept, { held: stage.scope.held, secrets: all });
}

async function execute(stage: Stage, attempt: Attempt, { values, secrets }: Settings): Promise<StepOutcome> {
  const { deps, ledger, paths, lease } = stage;
  const { step, phase, number, startedAt, controller, unrecorded } = attempt;
  const executor = deps.executors.get(step.type);
  if (executor === undefined) throw unsupported(step);
  const ref: AttemptRef = { phase, step: step.name, attempt: number };
  const log = deps.folders.openLog(ledger.run, ref);
  try {
    if (executor.isInert?.(step.with) !== true) await lease.confirm();
    return await executor.execute(step, values, {
      run: ledger.run,
      package: ledger.plan.package.name,
      phase,
      attempt: number,
      startedAt,
      idempotencyKey: idempotencyKey(ledger.run, phase, step.name),
      workFolder: paths.work,
      packageFolder: paths.package,
      outputFile: paths.outputFile(ref),
      egress: ledger.plan.egress,
      permissions: ledger.plan.permissions ?? [],
      live: liveOf(ledger.plan, step.name),
      outputBytes: ledger.plan.outputBytes,
      limits: heldLimits(ledger.plan),
      secrets,
      signal: controller.signal,
      ...(step.type === 'wait' && { look: () => look(stage, attempt) }),
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
      contained: (container) =>
        ledger.note({ type: 'step-contained', step: step.name, phase, attempt: number, container }),
      locked: (object) => ledger.lock(object),
      captured: (state) =>
        ledger.record({ type: 'step-captured', step: step.name, phase, attempt: number, state }),
      captures: () => capturesOf(stage, attempt),
      log: (stream, chunk) => log.write(stream, chunk),
    });
  } finally {
    log.close();
  }
}

/** A rollback step that undoes nothing has only its own. */
async function capturesOf(
  { deps, ledger }: Stage,
  { step: { name, undoes }, phase }: Attempt,
): Promise<readonly Capture[]> {
  const of = undoes === undefined ? { phase, step: name } : { phase: 'steps' as const, step: undoes };
  return deps.journal.captures(ledger.run, of);
}

async function look(stage: Stage, attempt: Attempt): Promise<Look> {
  return lookAt(
    await askProbe(stage, attempt),
    attempt.step.with['condition'],
    stage.lists.scopeOf(attempt.step),
  );
}

/** Asks a step's probe, for as long as the attempt is not stopped. It is no attempt itself: the journal holds only what follows. */
export async function askProbe(stage: Stage, { controller, ...attempt }: Attempt): Promise<StepOutcome> {
  const step = probeOf(attempt.step);
  if (step === null) throw new Error(`${attempt.step.name} has no probe`);
  const own = new AbortController();
  const stop = () => own.abort(controller.signal.reason);
  controller.signal.addEventListener('abort', stop, { once: true });
  if (controller.signal.aborted) stop();
  try {
    const paths = { ...stage.paths, outputFile: (ref: AttemptRef) => `${stage.paths.outputFile(ref)}.probe` };
    return await carryOut({ ...stage, paths }, { ...attempt, step, controller: own, unrecorded: true });
  } finally {
    controller.signal.removeEventListener('abort', stop);
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

/** Of what a vault step read, ports and user names too, only this much is searched for in what other steps say. */
const LONG_ENOUGH = 8;

/** A step is given its own secrets alone, as they are when it starts. */
async function settingsOf(
  planned: PlannedStep,
  { deps, lists, known }: Stage,
): Promise<Settings | { readonly error: StepError }> {
  const scope = lists.scopeOf(planned);
  try {
    const references = secretInputsOf(scope.plan);
    const step = handReferencesOn(planned, references);
    const secrets = new Map<string, string>();
    for (const name of secretsOfStep(step, references)) {
      const value = await deps.readSecret(references.get(name) ?? '');
      secrets.set(name, value);
      known.add(name, value);
    }
    const outputs = await readSecretOutputs(scope, pathsOfStep(step), deps.readSecret);
    for (const [key, value] of outputs) {
      secrets.set(key, value);
      if (value.length >= LONG_ENOUGH) known.add(shownKey(key), value);
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
