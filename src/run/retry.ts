import type { FailureKind, RetryPolicy } from '../model/plan.ts';
import type { StepError } from '../model/run.ts';

/** A failed attempt. */
export interface Failure {
  readonly kind: StepError['kind'];
  /** This one counts. */
  readonly failures: number;
  /** How long the other side asked to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * How long to wait before the next attempt, in ms; undefined where there is none. What the other side asks for is
 * the least, also beyond `maxMs`. `random` in [0, 1): jitter takes between half of the pause and all of it.
 */
export function nextAttemptIn(policy: RetryPolicy, failure: Failure, random: number): number | undefined {
  if (failure.failures >= policy.attempts || !isRetried(policy.on, failure.kind)) return undefined;
  const grown = policy.initialMs * policy.factor ** (failure.failures - 1);
  const pause = Math.min(policy.maxMs, grown);
  const own = Math.round(policy.jitter ? pause * (0.5 + random / 2) : pause);
  return Math.max(own, failure.retryAfterMs ?? 0);
}

function isRetried(on: readonly FailureKind[], kind: StepError['kind']): boolean {
  return on.some((retried) => retried === kind);
}
