import { conflictsIn } from '../../kubernetes/conflicts.ts';
import { lockOf } from '../../kubernetes/lock.ts';
import { objectName } from '../../kubernetes/object-name.ts';
import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Call, Change, Mutation, Sent } from './action.ts';
import { refuseUnplanned } from './as-planned.ts';
import { explained } from './explained.ts';
import { Keeping, readChanges } from './keeping.ts';

interface Carrying {
  readonly step: string;
  readonly name: string;
  readonly action: Mutation;
  readonly context: Pick<StepContext, 'run' | 'attempt' | 'locked' | 'captured' | 'captures' | 'live'>;
}

/** How often an object may change between the moment in which it is read and the one in which it is changed. */
const MOST_LOOKS = 5;

/** Sends what an action changes: what each object is like is on the disk before, and what became of it after. */
export async function carryOut(carrying: Carrying, call: Call): Promise<StepOutputs> {
  const { action, context } = carrying;
  const keeping = new Keeping(call, { run: context.run, step: carrying.step }, context.captured);
  const sent: Sent[] = [];
  const ids = idsOf(context.attempt);
  for (let looked = 0; ; looked += 1) {
    const isFirst = context.attempt === 1 && looked === 0;
    const earlier = isFirst ? [] : await readChanges(call, await context.captures());
    try {
      for await (const change of action.changes(call, earlier)) {
        sent.push(await carryOne(carrying, call, { change, id: ids.next().value, keeping }));
      }
      return await action.settle(call, sent);
    } catch (error) {
      if (!isOutrun(error) || looked === MOST_LOOKS || call.signal.aborted) throw error;
    }
  }
}

/** No two changes of a step have the same. */
function* idsOf(attempt: number): Generator<string, never> {
  for (let count = 1; ; count += 1) yield `${attempt}/${count}`;
}

interface One {
  readonly change: Change;
  readonly id: string;
  readonly keeping: Keeping;
}

async function carryOne(
  { name, action, context }: Carrying,
  call: Call,
  { change, id, keeping }: One,
): Promise<Sent> {
  await refuseUnplanned(call, change, context.live);
  await context.locked(lockOf(call.cluster.server, objectName(change.target)));
  const kept = await keeping.before(change, { change: id, action: name });
  const done = { change, answer: await (change.send?.(call) ?? send(call, change)) };
  const after = action.after?.(done, call);
  if (after !== undefined) await keeping.after({ change: id }, after, kept);
  return done;
}

/** Whether the object is not any more what it was when it was read; fields that another owns stay theirs. */
function isOutrun(error: unknown): boolean {
  return (
    error instanceof ClusterError && error.failure === 'conflict' && conflictsIn(error.answer).length === 0
  );
}

async function send({ cluster, signal }: Call, { target, request }: Change): Promise<Sent['answer']> {
  try {
    return await cluster.send(request, signal);
  } catch (error) {
    throw explained(error, target);
  }
}
