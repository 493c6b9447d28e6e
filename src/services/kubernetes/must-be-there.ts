import { textOf } from '../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { metadataOf, showObject } from './object-state.ts';
import { getOrNull } from './watch.ts';

/** An object that is to be changed. @throws {ClusterError} not-found; conflict where it is being deleted */
export async function mustBeThere(call: Call, target: ObjectRef): Promise<KubeObject> {
  const object = await getOrNull(call.cluster, target, call.signal);
  if (object === null) throw new ClusterError('not-found', `there is no ${showObject(target)}`);
  const { deletionTimestamp } = metadataOf(object);
  if (deletionTimestamp === undefined) return object;
  throw new ClusterError(
    'conflict',
    `${showObject(target)} is being deleted since ${textOf(deletionTimestamp)}`,
  );
}
