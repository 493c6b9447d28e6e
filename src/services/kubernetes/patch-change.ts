import type { JsonObject } from '../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { Call, Change } from './action.ts';
import { metadataOf, objectState } from './object-state.ts';

/** A merge patch of the object that was read, and of no other of its name. */
export function patchChange(
  { manager }: Pick<Call, 'manager'>,
  {
    target,
    before,
    patch,
  }: { readonly target: ObjectRef; readonly before: KubeObject; readonly patch: JsonObject },
): Change {
  const { metadata } = patch;
  const uid = metadataOf(before)['uid'] ?? '';
  const body = { ...patch, metadata: { ...(metadata !== undefined && metadataOf(patch)), uid } };
  return {
    target,
    request: { verb: 'patch', ...target, patch: 'merge', query: { fieldManager: manager }, body },
    before,
    state: objectState({ target, before, deletes: false, drops: 'any' }),
  };
}
