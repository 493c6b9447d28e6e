import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext } from '../../ports/executor.ts';

const MOST_LOOKS = 5;

/**
 * Performs an attempt; where an answer was lost, once more as one behind it: what was captured tells then whether the
 * change was made, as after a crash.
 */
export async function lookingAgain<T>(
  context: StepContext,
  perform: (context: StepContext) => Promise<T>,
): Promise<T> {
  for (let looked = 0; ; looked += 1) {
    try {
      return await perform({ ...context, attempt: context.attempt + looked / 10 });
    } catch (error) {
      const isLost = error instanceof ClusterError && error.failure === 'lost';
      if (!isLost || looked === MOST_LOOKS || context.signal.aborted) throw error;
      context.log('stderr', Buffer.from(`looking whether it was done: ${error.message}\n`));
    }
  }
}
