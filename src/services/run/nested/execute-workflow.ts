import { AtomError } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import type { StepError } from '../../../model/run.ts';
import type { StepContext, StepOutcome, StopReason } from '../../../ports/executor.ts';
import { MisplacedSecret } from '../settings.ts';
import { carryNested } from './carry-nested.ts';
import { findNested, startNested } from './find-nested.ts';
import { nestedInputs } from './nested-inputs.ts';
import type { NestingDeps } from './nesting.ts';
import { outcomeOf, outcomeOfEnded } from './nested-outcome.ts';

/** Carries out a nested workflow as a run of its own, in this process. After a crash it goes on with the same run. */
export async function executeWorkflow(
  deps: NestingDeps,
  step: PlannedStep,
  given: { readonly settings: JsonObject; readonly context: StepContext },
): Promise<StepOutcome> {
  try {
    return await execute(deps, step, given);
  } catch (error) {
    return { kind: 'failed', error: failureOf(error, given.context.signal), outputs: {} };
  }
}

async function execute(
  deps: NestingDeps,
  step: PlannedStep,
  { settings, context }: { readonly settings: JsonObject; readonly context: StepContext },
): Promise<StepOutcome> {
  const inputs = nestedInputs(step, settings);
  const found = await findNested(deps.run, step.name, context);
  if (found?.state === 'ended') return outcomeOfEnded(deps.run, found, context.signal);
  if (context.signal.aborted) throw new Error('stopped');
  const owned =
    found === undefined
      ? await startNested(deps, step, { inputs, context })
      : { run: found.id, inputs, wpk: undefined };
  context.log('stdout', Buffer.from(`${owned.run} carries it out\n`));
  const carried = await carryNested(deps, owned, context);
  return outcomeOf(deps.run, { run: owned.run, carried }, context.signal);
}

/** Only what the store or another owner says is not the step's doing. */
const NOT_THE_STEPS: readonly string[] = [
  'ATOM_RUN_OWNED',
  'ATOM_STORE_DAMAGED',
  'ATOM_STORE_LOCKED',
  'ATOM_DISK_FULL',
];

function failureOf(error: unknown, signal: AbortSignal): StepError {
  if (signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the signal's contract.
    const reason = signal.reason as StopReason;
    return { kind: reason === 'lost' ? 'interrupted' : reason, message: 'it was stopped' };
  }
  if (error instanceof MisplacedSecret) return { kind: 'refused', message: error.message };
  if (!(error instanceof AtomError) || NOT_THE_STEPS.includes(error.code)) throw error;
  const next = error.hint === undefined ? '' : ` (try: ${error.hint})`;
  const kind = error.code === 'ATOM_OBJECT_LOCKED' ? 'locked' : 'failed';
  return { kind, message: `${error.message} (${error.code})${next}` };
}
