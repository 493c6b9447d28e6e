import type { JsonObject } from '../../base/json.ts';
import type { StepError } from '../../model/run.ts';
import type { StepOutcome, StopReason } from '../../ports/executor.ts';

/** What a step did wrong, on its way to becoming an outcome. */
export class StepFailure extends Error {
  readonly kind: StepError['kind'];
  readonly outputs: JsonObject;
  /** How long the other side asked to be left alone. */
  retryAfterMs: number | undefined;

  constructor(kind: StepError['kind'], message: string, outputs: JsonObject = {}) {
    super(message);
    this.kind = kind;
    this.outputs = outputs;
  }

  /** With what the other side asked for, if it did. */
  retriedAfter(ms: number | undefined): this {
    this.retryAfterMs = ms;
    return this;
  }
}

/** Runs an attempt; a `StepFailure` becomes its outcome, everything else is not the step's fault and is thrown on. */
export async function asOutcome(attempt: () => Promise<StepOutcome>): Promise<StepOutcome> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const { kind, message, outputs, retryAfterMs } = error;
    const failure = { kind, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    return { kind: 'failed', error: failure, outputs };
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
