import { AtomError } from '../../base/errors.ts';
import type { StepError } from '../../model/run.ts';
import { ClusterError, type ClusterFailure } from '../../ports/cluster.ts';
import type { StopReason } from '../../ports/executor.ts';

const KINDS: Readonly<Record<ClusterFailure, StepError['kind']>> = {
  'not-found': 'failed',
  'already-exists': 'conflict',
  conflict: 'conflict',
  forbidden: 'refused',
  undeclared: 'refused',
  unauthorized: 'failed',
  invalid: 'failed',
  rejected: 'failed',
  throttled: 'throttled',
  expired: 'conflict',
  unavailable: 'unavailable',
  lost: 'unavailable',
  timeout: 'timeout',
  failed: 'failed',
};

/** What was thrown, as the step's failure. What is no word of a cluster is thrown on. */
export function stepErrorOf(error: unknown, signal: AbortSignal): StepError {
  if (signal.aborted) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the signal's contract.
    const reason = signal.reason as StopReason;
    // An action that waits says what it saw last.
    const seen =
      error instanceof ClusterError && error.failure === 'timeout'
        ? withNext(error.message, error.hint)
        : stoppedBy(reason);
    return { kind: reason === 'lost' ? 'interrupted' : reason, message: seen };
  }
  if (error instanceof AtomError && error.code === 'ATOM_NEEDS_MISSING')
    return { kind: 'unavailable', message: withNext(error.message, error.hint) };
  if (error instanceof AtomError && error.code === 'ATOM_OBJECT_LOCKED')
    return { kind: 'locked', message: withNext(error.message, error.hint) };
  if (!(error instanceof ClusterError)) throw error;
  const { failure, message, hint, retryAfterMs } = error;
  return {
    kind: KINDS[failure],
    message: withNext(message, hint),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** A step that crashes made to be begun again may have used its time up before it could see anything. */
function stoppedBy(reason: StopReason): string {
  return reason === 'timeout' ? 'took longer than its timeout' : 'it was stopped';
}

function withNext(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} (try: ${hint})`;
}
