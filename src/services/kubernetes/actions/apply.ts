import { setTimeout as sleep } from 'node:timers/promises';
import { type JsonObject, textOf } from '../../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Change, Mutation, Sent } from '../action.ts';
import { awaitRollout } from '../await-rollout.ts';
import { metadataOf, objectAfter, objectState, resultOf } from '../object-state.ts';
import { kindNamed } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { getOrNull } from '../watch.ts';
import { wantedObjects } from '../wanted-objects.ts';

/** Server-side apply, as the package's own field manager. Whoever repeats it changes nothing. */
export const apply: Mutation = {
  kind: 'mutation',
  async *changes(call) {
    const wanted = await wantedObjects(call);
    const defined = new Set<string>();
    for (const object of wanted) {
      const target = await targetOf(call, object, defined);
      yield changeOf(call, { object, target, before: await getOrNull(call.cluster, target, call.signal) });
      if (object['kind'] === 'CustomResourceDefinition') defined.add(textOf(metadataOf(object)['name']));
    }
  },
  after: objectAfter,
  settle: async (call, sent) => {
    if (call.settings['wait'] === true)
      for (const { change } of sent) await awaitRollout(call, change.target);
    return { objects: sent.map((one) => outputOf(one, call.manager)) };
  },
  undo: undoObject,
};

interface Wanted {
  readonly object: KubeObject;
  readonly target: ObjectRef;
  readonly before: KubeObject | null;
}

/** An object that is there is changed under its uid: another of its name is a conflict, and none is made. */
function changeOf({ settings, manager }: Call, { object, target, before }: Wanted): Change {
  const uid = before === null ? undefined : metadataOf(before)['uid'];
  const metadata: JsonObject = {
    ...metadataOf(object),
    ...(target.namespace !== null && { namespace: target.namespace }),
    ...(uid !== undefined && { uid }),
  };
  const force = settings['force'] === true;
  const query = { fieldManager: manager, fieldValidation: 'Strict', ...(force && { force: 'true' }) };
  const body = { ...object, metadata };
  return {
    target,
    request: { verb: 'patch', ...target, patch: 'apply', query, body },
    before,
    state: objectState({ target, before, deletes: false, drops: 'own' }),
  };
}

const DEFINED_MS = 30_000;
const DEFINED_AGAIN_MS = 250;

/** An API server serves a kind a moment after its definition came. */
async function targetOf(call: Call, object: KubeObject, defined: ReadonlySet<string>): Promise<ObjectRef> {
  const { name, namespace = call.settings['namespace'] ?? call.cluster.namespace } = metadataOf(object);
  const asked = { written: textOf(object['kind']), apiVersion: textOf(object['apiVersion']) };
  const end = performance.now() + (defined.size === 0 ? 0 : DEFINED_MS);
  for (;;) {
    try {
      const kind = await kindNamed(call, asked);
      return { kind, namespace: kind.namespaced ? textOf(namespace) : null, name: textOf(name) };
    } catch (error) {
      const mayCome =
        error instanceof ClusterError && error.failure === 'not-found' && performance.now() < end;
      if (!mayCome) throw error;
      await sleep(DEFINED_AGAIN_MS, undefined, { signal: call.signal });
    }
  }
}

function outputOf(sent: Sent, manager: string): JsonObject {
  const { kind, namespace, name } = sent.change.target;
  return { kind: kind.kind, namespace, name, result: resultOf(sent, manager, 'own') };
}
