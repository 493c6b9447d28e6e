import { textOf } from '../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { getObject } from './missing-object.ts';
import { metadataOf, showObject } from './object-state.ts';
import { showFinalizers } from './until-gone.ts';

/** An object that is to be changed. @throws {ClusterError} not-found, with what was probably meant; invalid where it is being deleted */
export async function mustBeThere(call: Call, target: ObjectRef): Promise<KubeObject> {
  const object = await getObject(call, target);
  const { deletionTimestamp } = metadataOf(object);
  if (deletionTimestamp === undefined) return object;
  const { kind, namespace, name } = target;
  const where = namespace === null ? '' : ` -n ${namespace}`;
  throw new ClusterError(
    'invalid',
    `${showObject(target)} is being deleted since ${textOf(deletionTimestamp)}, and waits ${showFinalizers(object)}`,
    { hint: `kubectl get ${kind.resource} ${name}${where} -o yaml` },
  );
}
