import type { JsonObject } from '../../base/json.ts';
import type { StepError } from '../../model/run.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';

/** What a step did wrong, on its way to becoming an outcome. */
export class StepFailure extends Error {
  readonly kind: StepError['kind'];
  readonly error: StepError;
  readonly outputs: JsonObject;

  constructor(
    what: StepError['kind'] | Omit<StepError, 'message'>,
    message: string,
    outputs: JsonObject = {},
  ) {
    super(message);
    this.error = { ...(typeof what === 'string' ? { kind: what } : what), message };
    this.kind = this.error.kind;
    this.outputs = outputs;
  }
}

/** Runs an attempt; a `StepFailure` becomes its outcome, everything else is not the step's fault and is thrown on. */
export async function asOutcome(attempt: () => Promise<StepOutcome>): Promise<StepOutcome> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    return { kind: 'failed', error: error.error, outputs: error.outputs };
  }
}

/** The failure of a step that was stopped from outside. */
export function stopped(signal: AbortSignal, outputs: JsonObject = {}): StepFailure {
  const reason = stopReason(signal);
  return new StepFailure(reason === 'lost' ? 'interrupted' : reason, MESSAGES[reason], outputs);
}

const MESSAGES: Record<StopReason, string> = {
  cancelled: 'cancelled',
  timeout: 'took longer than its timeout',
  interrupted: 'interrupted',
  lost: 'another process took the run over',
};

function stopReason({ reason }: AbortSignal): StopReason {
  return reason === 'timeout' || reason === 'interrupted' || reason === 'lost' ? reason : 'cancelled';
}
