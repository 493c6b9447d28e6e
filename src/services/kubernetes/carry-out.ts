import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Call, Change, Mutation, Sent } from './action.ts';
import { type CaptureRecord, changesIn } from './captures.ts';
import { explained } from './explained.ts';

interface Carrying {
  readonly name: string;
  readonly action: Mutation;
  readonly context: Pick<StepContext, 'attempt' | 'captured' | 'captures'>;
}

const MOST_LOOKS = 5;

/** Carries an action out. An answer that was lost is no failure yet: the cluster tells whether the change was made. */
export async function carryOut(carrying: Carrying, call: Call): Promise<StepOutputs> {
  for (let looked = 0; ; looked += 1) {
    try {
      return await carryOutOnce(carrying, call, looked);
    } catch (error) {
      const isLost = error instanceof ClusterError && error.failure === 'lost';
      if (!isLost || looked === MOST_LOOKS || call.signal.aborted) throw error;
      call.log('stderr', `looking whether it was done: ${error.message}\n`);
    }
  }
}

/** Sends what an action changes: what each object is like is on the disk before, and what became of it after. */
async function carryOutOnce({ name, action, context }: Carrying, call: Call, looked: number) {
  const { attempt } = context;
  const earlier = attempt === 1 && looked === 0 ? [] : changesIn(await context.captures());
  const journal = (record: CaptureRecord) => context.captured({ ...record });
  const sent: Sent[] = [];
  for await (const change of action.changes(call, earlier)) {
    const id = `${attempt}.${looked}.${sent.length}`;
    await journal({ change: id, action: name, state: change.state });
    const done = { change, answer: await send(call, change) };
    sent.push(done);
    const after = action.after?.(done, call);
    if (after !== undefined) await journal({ change: id, after });
  }
  return action.settle(call, sent);
}

async function send({ cluster, signal }: Call, { target, request }: Change): Promise<Sent['answer']> {
  try {
    return await cluster.send(request, signal);
  } catch (error) {
    throw explained(error, target);
  }
}
