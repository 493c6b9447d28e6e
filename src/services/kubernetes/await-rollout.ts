import { rolloutOf } from '../../kubernetes/rollout.ts';
import type { ObjectRef } from '../../model/cluster.ts';
import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { showObject } from './object-state.ts';
import { podProblems, podProblemsAfterwards } from './pod-problems.ts';
import { watchObject } from './watch.ts';

/**
 * Waits until a workload is what its spec says, and tells how it goes on.
 * @throws {ClusterError} where it will not get there; timeout, with what was seen last
 */
export async function awaitRollout(call: Call, target: ObjectRef): Promise<StepOutputs> {
  const began = performance.now();
  const hint = howItGoes(target);
  let said = '';
  try {
    for await (const object of watchObject(call.cluster, target, call.signal)) {
      if (object === null)
        throw new ClusterError('not-found', `${showObject(target)} was deleted meanwhile`, { hint });
      const rollout = rolloutOf(object) ?? { state: 'done', words: 'there is nothing to roll out' };
      if (rollout.words !== said) call.log('stdout', `${showObject(target)}: ${rollout.words}\n`);
      said = rollout.words;
      if (rollout.state === 'done') return { seconds: Math.round(performance.now() - began) / 1000 };
      if (rollout.state === 'waiting') continue;
      const why = `${said}${await podProblems(call, object, target)}`;
      throw new ClusterError('failed', `${showObject(target)} does not roll out: ${why}`, { hint });
    }
  } catch (error) {
    if (!call.signal.aborted) throw error;
    const seen = said === '' ? 'nothing was seen of it' : said;
    const why = `${seen}${await podProblemsAfterwards(call, target)}`;
    throw new ClusterError('timeout', `${showObject(target)} was not rolled out in time: ${why}`, { hint });
  }
  throw new Error('a watch has no end of its own');
}

function howItGoes({ kind, namespace, name }: ObjectRef): string {
  return `kubectl describe ${kind.resource} ${name} -n ${namespace ?? ''}`;
}
