import { isJsonObject } from '../../../base/json.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Mutation } from '../action.ts';
import { awaitRollout } from '../await-rollout.ts';
import { mustBeThere } from '../must-be-there.ts';
import { objectAfter, showObject } from '../object-state.ts';
import { patchChange } from '../patch-change.ts';
import { targetOf } from '../target.ts';
import { undoObject } from '../undo-object.ts';

const USUAL = 'Deployment';

/** Gives a workload as many replicas as the step says. */
export const scale: Mutation = {
  kind: 'mutation',
  async *changes(call) {
    const target = await targetOf(call, USUAL);
    const before = await mustBeThere(call, target);
    const replicas = Number(call.settings['replicas']);
    const spec = isJsonObject(before['spec']) ? before['spec'] : {};
    if (!target.kind.subresources.includes('scale'))
      throw new ClusterError('invalid', `${showObject(target)} cannot be scaled`);
    if (spec['replicas'] !== replicas)
      yield patchChange(call, { target, before, patch: { spec: { replicas } } });
  },
  after: objectAfter,
  async settle(call) {
    const replicas = Number(call.settings['replicas']);
    if (call.settings['wait'] === false) return { replicas };
    return { replicas, ...(await awaitRollout(call, await targetOf(call, USUAL))) };
  },
  undo: undoObject,
};
