import { isJsonObject } from '../../../base/json.ts';
import type { KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Mutation } from '../action.ts';
import { awaitRollout } from '../await-rollout.ts';
import { mustBeThere } from '../must-be-there.ts';
import { objectAfter, showObject } from '../object-state.ts';
import { patchChange } from '../patch-change.ts';
import { targetOf } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { mappingAt } from '../../../kubernetes/parts.ts';

/** Names the effect that started the pods anew: the same one is not begun twice. */
const RESTARTED_BY = 'atomctl.io/restarted-by';
const USUAL = 'Deployment';

/** Starts the pods of a workload anew, as its strategy says. */
export const restart: Mutation = {
  kind: 'mutation',
  async *changes(call) {
    const target = await targetOf(call, USUAL);
    const before = await mustBeThere(call, target);
    const template = templateOf(before);
    if (template === undefined)
      throw new ClusterError('invalid', `${showObject(target)} has no pods of its own to restart`);
    if (mappingAt(mappingAt(template['metadata'])['annotations'])[RESTARTED_BY] === call.idempotencyKey)
      return;
    const annotations = { [RESTARTED_BY]: call.idempotencyKey };
    yield patchChange(call, { target, before, patch: { spec: { template: { metadata: { annotations } } } } });
  },
  after: objectAfter,
  async settle(call) {
    return call.settings['wait'] === false ? {} : awaitRollout(call, await targetOf(call, USUAL));
  },
  undo: undoObject,
};

function templateOf(object: KubeObject): KubeObject | undefined {
  const template = mappingAt(object['spec'])['template'];
  return isJsonObject(template) ? template : undefined;
}
