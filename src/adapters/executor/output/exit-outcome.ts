import type { JsonObject } from '../../../base/json.ts';
import type { StepOutcome } from '../../../ports/executor.ts';
import { takeOutputs } from './output-file.ts';
import { StepFailure, stopped } from '../step-failure.ts';

/** How a program ended, of whatever kind. */
export interface ProgramExit {
  /** Null: it succeeded. */
  readonly failure: string | null;
  /** What atomctl itself says of it; outputs of its own cannot be named so. */
  readonly always: JsonObject;
  readonly signal: AbortSignal;
  /** What it wrote to $ATOMCTL_OUTPUT. */
  readonly outputFile: string;
}

/** @throws {StepFailure} for everything but a success whose outputs can be read. */
export function exitOutcome({ failure, always, signal, outputFile }: ProgramExit): StepOutcome {
  if (signal.aborted) throw stopped(signal, always);
  if (failure !== null) throw new StepFailure('failed', failure, { ...readable(outputFile), ...always });
  try {
    return { kind: 'done', outputs: { ...takeOutputs(outputFile), ...always } };
  } catch (error) {
    if (error instanceof StepFailure) throw new StepFailure(error.kind, error.message, always);
    throw error;
  }
}

/** What a failed program left counts only where it can be read. */
function readable(outputFile: string): JsonObject {
  try {
    return takeOutputs(outputFile);
  } catch (error) {
    if (error instanceof StepFailure) return {};
    throw error;
  }
}
