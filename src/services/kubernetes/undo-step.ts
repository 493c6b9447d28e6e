import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Action, Call, Captured, Mutation } from './action.ts';
import { explained } from './explained.ts';
import { type CapturedChange, lostChanges, readChanges } from './keeping.ts';

/** How often an object may change under it, or an answer be lost, before it gives up for this attempt. */
const MOST_LOOKS = 5;

interface Undoing {
  readonly context: Pick<StepContext, 'captures'>;
  readonly actionOf: (name: string) => Promise<Action | undefined>;
}

/**
 * Puts back what a step and its items changed, newest first. What another changed since is left, and said. Whoever
 * repeats it after a crash finds what is done already.
 */
export async function undoStep(undoing: Undoing, call: Call): Promise<StepOutputs> {
  const all = await readChanges(call, await undoing.context.captures());
  const changes = all.filter(({ lost }) => lost === null);
  const left = new Set<string>();
  const failures = lostChanges(all).map(
    ({ namespace, name }) =>
      new ClusterError('failed', `what was kept in Secret ${namespace}/${name} is gone`),
  );
  let undone = 0;
  for (const [index, captured] of [...changes.entries()].toReversed()) {
    try {
      const older = changes.slice(0, index);
      const { sent, leftovers } = await undoOne(await undoOf(undoing, captured), { captured, older }, call);
      undone += sent > 0 ? 1 : 0;
      for (const words of leftovers) left.add(words);
    } catch (error) {
      // What is older can be put back all the same.
      if (!(error instanceof ClusterError) || call.signal.aborted) throw error;
      failures.push(error);
    }
  }
  for (const words of left) call.log('stderr', `left: ${words}\n`);
  if (failures.length > 0) throw together(failures);
  return { undone, left: [...left] };
}

type Undo = NonNullable<Mutation['undo']>;

async function undoOf({ actionOf }: Undoing, { action: name }: CapturedChange): Promise<Undo> {
  const action = await actionOf(name);
  return (action?.kind === 'mutation' ? action.undo : null) ?? nothing;
}

async function* nothing(): AsyncGenerator<never> {}

/** Of one kind, the first's: that says whether trying again helps. */
function together(failures: readonly ClusterError[]): ClusterError {
  const message = failures.map((failure) => failure.message).join('; ');
  const { failure = 'failed', retryAfterMs, answer = null, status = 0, hint } = failures[0] ?? {};
  return new ClusterError(failure, message, { retryAfterMs, answer, status, hint, cause: failures[0] });
}

async function undoOne(
  undo: Undo,
  { captured, older }: { readonly captured: Captured; readonly older: readonly Captured[] },
  call: Call,
): Promise<{ readonly sent: number; readonly leftovers: readonly string[] }> {
  for (let looked = 0, sent = 0; ; looked += 1) {
    const leftovers: string[] = [];
    try {
      for await (const next of undo(call, captured, older)) {
        if ('leftover' in next) leftovers.push(next.leftover);
        else {
          await call.cluster.send(next.request, call.signal).catch((error: unknown) => {
            throw explained(error, next.target);
          });
          sent += 1;
        }
      }
      return { sent, leftovers };
    } catch (error) {
      const isPassing = error instanceof ClusterError && PASSING.has(error.failure);
      if (!isPassing || looked === MOST_LOOKS || call.signal.aborted) throw error;
    }
  }
}

/** What another look at the cluster may settle. */
const PASSING: ReadonlySet<ClusterError['failure']> = new Set([
  'conflict',
  'lost',
  'already-exists',
  'not-found',
]);
