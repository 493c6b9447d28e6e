import type { StepOutputs } from '../../model/run.ts';
import type { StepContext } from '../../ports/executor.ts';
import type { Call, Change, Mutation, Sent } from './action.ts';
import { refuseUnplanned } from './as-planned.ts';
import { type CaptureRecord, changesIn } from './captures.ts';
import { explained } from './explained.ts';

interface Carrying {
  readonly name: string;
  readonly action: Mutation;
  readonly context: Pick<StepContext, 'attempt' | 'captured' | 'captures' | 'live'>;
}

/** Sends what an action changes: what each object is like is on the disk before, and what became of it after. */
export async function carryOut({ name, action, context }: Carrying, call: Call): Promise<StepOutputs> {
  const { attempt } = context;
  const earlier = attempt === 1 ? [] : changesIn(await context.captures());
  const journal = (record: CaptureRecord) => context.captured({ ...record });
  const sent: Sent[] = [];
  for await (const change of action.changes(call, earlier)) {
    await refuseUnplanned(call, change, context.live);
    const id = `${attempt}/${sent.length}`;
    await journal({ change: id, action: name, state: change.state });
    const done = { change, answer: await (change.send?.(call) ?? send(call, change)) };
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
