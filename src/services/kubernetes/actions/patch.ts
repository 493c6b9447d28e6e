import { isJsonObject, type JsonObject, textOf } from '../../../base/json.ts';
import { isSame } from '../../../kubernetes/field-value.ts';
import { managersOf } from '../../../kubernetes/managers.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../../../model/cluster.ts';
import type { Call, Captured, Change, Mutation } from '../action.ts';
import { metadataOf, objectAfter, objectState, readObjectState, resultOf } from '../object-state.ts';
import { missingObject } from '../missing-object.ts';
import { targetOf } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { getOrNull } from '../watch.ts';

/** Changes fields of one object that is there. */
export const patch: Mutation = {
  kind: 'mutation',
  async *changes(call, captured) {
    const target = await targetOf(call);
    const before = await getOrNull(call.cluster, target, call.signal);
    if (before === null) throw await missingObject(call, target);
    if (!wasDone(call, before, captured)) yield changeOf(call, target, before);
  },
  after: objectAfter,
  settle: async (call, sent) => {
    const { kind, namespace, name } = await targetOf(call);
    const [last] = sent.slice(-1);
    const result = last === undefined ? 'changed' : resultOf(last, call.manager, 'any');
    return { kind: kind.kind, namespace, name, result };
  },
  undo: undoObject,
};

function changeOf({ settings, manager }: Call, target: ObjectRef, before: KubeObject): Change {
  return {
    target,
    request: {
      verb: 'patch',
      ...target,
      query: { fieldManager: manager, fieldValidation: 'Strict' },
      ...bodyOf(settings, metadataOf(before)),
    },
    before,
    state: objectState({ target, before, deletes: false, drops: 'any' }),
  };
}

/** A JSON patch means places in lists, so it is meant for the version that was read; the others for the object. */
function bodyOf(
  { type, patch: written = {} }: JsonObject,
  seen: JsonObject,
): Pick<ApiRequest, 'patch' | 'body'> {
  if (type === 'json') {
    const version = {
      op: 'replace',
      path: '/metadata/resourceVersion',
      value: seen['resourceVersion'] ?? null,
    };
    return { patch: 'json', body: [...(Array.isArray(written) ? written : []), version] };
  }
  const said = isJsonObject(written) ? written : {};
  const metadata = isJsonObject(said['metadata']) ? said['metadata'] : {};
  const body = { ...said, metadata: { ...metadata, uid: seen['uid'] ?? null } };
  return { patch: type === 'strategic' ? 'strategic' : 'merge', body };
}

/** A merge may be done twice. Of a JSON patch whose answer never came, the owners of fields tell whether it was. */
function wasDone({ settings, manager }: Call, live: KubeObject, captured: readonly Captured[]): boolean {
  if (captured.some(({ after }) => after !== null)) return true;
  if (settings['type'] !== 'json') return false;
  const own = (object: KubeObject | null) =>
    managersOf(object).filter(({ name, operation }) => name === manager && operation === 'Update');
  return captured.some(({ state }) => {
    const { before } = readObjectState(state);
    const isThatVersion =
      before !== null &&
      textOf(metadataOf(before)['resourceVersion']) === textOf(metadataOf(live)['resourceVersion']);
    return !isThatVersion && !isSame(JSON.stringify(own(before)), JSON.stringify(own(live)));
  });
}
