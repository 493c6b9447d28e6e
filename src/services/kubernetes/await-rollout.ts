import { rolloutOf } from '../../kubernetes/rollout.ts';
import type { ObjectRef } from '../../model/cluster.ts';
import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { showObject } from './object-state.ts';
import { watchObject } from './watch.ts';

/** Waits until a workload is what its spec says, and tells how it goes on. @throws {ClusterError} where it will not get there */
export async function awaitRollout(call: Call, target: ObjectRef): Promise<StepOutputs> {
  const began = performance.now();
  let said = '';
  for await (const object of watchObject(call.cluster, target, call.signal)) {
    if (object === null) throw new ClusterError('not-found', `${showObject(target)} was deleted meanwhile`);
    const rollout = rolloutOf(object) ?? { state: 'done', words: 'there is nothing to roll out' };
    if (rollout.words !== said) call.log('stdout', `${showObject(target)}: ${rollout.words}\n`);
    said = rollout.words;
    if (rollout.state === 'failed')
      throw new ClusterError('failed', `${showObject(target)} does not roll out: ${said}`);
    if (rollout.state === 'done') return { seconds: Math.round(performance.now() - began) / 1000 };
  }
  throw new Error('a watch has no end of its own');
}
