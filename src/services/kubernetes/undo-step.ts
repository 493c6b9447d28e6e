import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Action, Call } from './action.ts';
import { type CapturedChange, changesIn } from './captures.ts';

/** How often an object may change under it before it gives up for this attempt. */
const CONFLICTS = 5;

interface Undoing {
  readonly context: Pick<StepContext, 'captures'>;
  readonly actionOf: (name: string) => Promise<Action | undefined>;
}

/**
 * Puts back what a step and its items changed, newest first. What another changed since is left, and said. Whoever
 * repeats it after a crash finds what is done already.
 */
export async function undoStep({ context, actionOf }: Undoing, call: Call): Promise<StepOutputs> {
  const [left, failures]: [string[], ClusterError[]] = [[], []];
  let undone = 0;
  for (const captured of changesIn(await context.captures()).toReversed()) {
    const action = await actionOf(captured.action);
    if (action?.kind !== 'mutation' || action.undo === null) continue;
    try {
      const { sent, leftovers } = await undoOne(action.undo, captured, call);
      undone += sent > 0 ? 1 : 0;
      left.push(...leftovers);
    } catch (error) {
      // What is older can be put back all the same.
      if (!(error instanceof ClusterError) || call.signal.aborted) throw error;
      failures.push(error);
    }
  }
  for (const words of left) call.log('stderr', `left: ${words}\n`);
  const [first] = failures;
  if (first === undefined) return { undone, left: [...new Set(left)] };
  const message = failures.map((failure) => failure.message).join('; ');
  const { failure, retryAfterMs, answer, status } = first;
  throw new ClusterError(failure, message, { retryAfterMs, answer, status, cause: first });
}

async function undoOne(
  undo: NonNullable<Extract<Action, { kind: 'mutation' }>['undo']>,
  captured: CapturedChange,
  call: Call,
): Promise<{ readonly sent: number; readonly leftovers: readonly string[] }> {
  for (let conflicts = 1, sent = 0; ; conflicts += 1) {
    const leftovers: string[] = [];
    try {
      for await (const next of undo(call, captured)) {
        if ('leftover' in next) leftovers.push(next.leftover);
        else {
          await call.cluster.send(next.request, call.signal);
          sent += 1;
        }
      }
      return { sent, leftovers };
    } catch (error) {
      const isConflict = error instanceof ClusterError && error.failure === 'conflict';
      if (!isConflict || conflicts === CONFLICTS) throw error;
    }
  }
}
