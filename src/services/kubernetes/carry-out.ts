import type { StepOutputs } from '../../model/run.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Call, Mutation, Sent } from './action.ts';
import { type CaptureRecord, changesIn } from './captures.ts';

interface Carrying {
  readonly name: string;
  readonly action: Mutation;
  readonly context: Pick<StepContext, 'attempt' | 'captured' | 'captures'>;
}

/** Sends what an action changes: what each object is like is on the disk before, and what became of it after. */
export async function carryOut({ name, action, context }: Carrying, call: Call): Promise<StepOutputs> {
  const earlier = context.attempt === 1 ? [] : changesIn(await context.captures());
  const journal = (record: CaptureRecord) => context.captured({ ...record });
  const sent: Sent[] = [];
  for await (const change of action.changes(call, earlier)) {
    const id = `${context.attempt}.${sent.length}`;
    await journal({ change: id, action: name, state: change.state });
    const answer = await (change.send?.(call) ?? call.cluster.send(change.request, call.signal));
    const done = { change, answer };
    sent.push(done);
    const after = action.after?.(done, call);
    if (after !== undefined) await journal({ change: id, after });
  }
  return action.settle(call, sent);
}
