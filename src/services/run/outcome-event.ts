import type { PlannedStep } from '../../model/plan.ts';
import type { RunEvent, StepError } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { nextAttemptIn } from '../../run/retry.ts';
import type { RunDeps } from './deps.ts';

type StepFailed = Extract<RunEvent, { type: 'step-failed' }>;

/** What an attempt's end says in the journal; undefined where it stays in flight, and whoever resumes asks what that means. */
export function outcomeEvent(
  deps: Pick<RunDeps, 'now' | 'random'>,
  { step, progress }: { readonly step: PlannedStep; readonly progress: StepProgress },
  outcome: StepOutcome,
): Extract<RunEvent, { type: 'step-done' | 'step-waiting' | 'step-failed' }> | undefined {
  const { name, phase, attempts: attempt } = progress;
  switch (outcome.kind) {
    case 'done':
      return { type: 'step-done', step: name, phase, attempt, outputs: outcome.outputs };
    case 'waiting': {
      const { message, until } = outcome;
      const asks = step.type === 'workflow' ? 'workflow' : 'approval';
      return { type: 'step-waiting', step: name, phase, for: asks, message, until };
    }
    case 'failed': {
      const { error, outputs } = outcome;
      if (error.kind === 'interrupted') return undefined;
      const { kind, retryAfterMs } = error;
      const failure = { kind, retryAfterMs, failures: progress.failures + 1 };
      const pause = nextAttemptIn(step.retry, failure, deps.random());
      const retryAt = pause === undefined ? null : new Date(deps.now().getTime() + pause).toISOString();
      return { ...lastFailure(progress, error), outputs, retryAt };
    }
  }
}

/** Of an attempt that was cut off, in a run that ends without asking what became of it. `mayStillRun`: why nobody can know that it is over. */
export function outcomeUnknown(progress: StepProgress, mayStillRun?: string): StepFailed {
  const message = 'it was cut off, and the run was cancelled before anybody knew whether it was done';
  const still = mayStillRun === undefined ? '' : `; it may still run: ${mayStillRun}`;
  return lastFailure(progress, { kind: 'interrupted', message: `${message}${still}` });
}

/** A failure that nothing is tried again after. */
export function lastFailure({ name, phase, attempts }: StepProgress, error: StepError): StepFailed {
  return { type: 'step-failed', step: name, phase, attempt: attempts, error, outputs: {}, retryAt: null };
}
