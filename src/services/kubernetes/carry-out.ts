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
export async function carryOut({ step, name, action, context }: Carrying, call: Call): Promise<StepOutputs> {
  const { attempt } = context;
  const keeping = new Keeping(call, { run: context.run, step }, context.captured);
  const sent: Sent[] = [];
  let changes = 0;
  for (let looked = 0; ; looked += 1) {
    const earlier = attempt === 1 && looked === 0 ? [] : await readChanges(call, await context.captures());
    try {
      for await (const change of action.changes(call, earlier)) {
        await refuseUnplanned(call, change, context.live);
        changes += 1;
        const entry = { change: `${attempt}/${changes}` };
        await context.locked(lockOf(call.cluster.server, objectName(change.target)));
        const kept = await keeping.before(change, { ...entry, action: name });
        const done = { change, answer: await (change.send?.(call) ?? send(call, change)) };
        sent.push(done);
        const after = action.after?.(done, call);
        if (after !== undefined) await keeping.after(entry, after, kept);
      }
      break;
    } catch (error) {
      if (!isOutrun(error) || looked === MOST_LOOKS || call.signal.aborted) throw error;
    }
  }
  return action.settle(call, sent);
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
