import type { JsonObject } from '../../../base/json.ts';
import type { FailureKind } from '../../../model/plan.ts';
import type { Answer } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import { StepFailure } from '../step-failure.ts';

/** An answer that is no success, as the failure of its step. `says` stands before the status. */
export function refusal({ status, headers }: Answer, says: string, outputs: JsonObject): StepFailure {
  const kind = kindOf(status);
  const wait = kind === 'throttled' || kind === 'unavailable' ? headers['retry-after'] : undefined;
  const pause = retryAfterMs(wait, new Date());
  return new StepFailure(
    { kind, ...(pause !== undefined && { retryAfterMs: pause }) },
    `${says} ${status}`,
    outputs,
  );
}

function kindOf(status: number): FailureKind {
  if (status === 429) return 'throttled';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 408) return 'timeout';
  return status >= 502 && status <= 504 ? 'unavailable' : 'failed';
}
