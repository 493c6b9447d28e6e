import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { recreated, says } from '../../kubernetes/recreated.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call, Change, Leftover } from './action.ts';
import { metadataOf, type ObjectState, showObject } from './object-state.ts';
import { getOrNull } from './watch.ts';
import { showFinalizers, untilGone } from './until-gone.ts';

const GONE_MS = 60_000;

/** What does not come back with an object. */
const CONTENTS: Readonly<Record<string, string>> = {
  Namespace: 'what was in it',
  CustomResourceDefinition: 'the objects that it defined',
  PersistentVolumeClaim: 'the data that it claimed',
};

/** Makes an object again that was deleted, as it was. */
export async function* makeAgain(
  call: Call,
  { target, before }: ObjectState,
): AsyncGenerator<Change | Leftover> {
  if (before === null) return;
  const wanted = recreated(before);
  if (!(await isFree(call, target, before))) {
    const live = await getOrNull(call.cluster, target, call.signal);
    // A controller, or an undoing that was cut off, may have made it; or it was never deleted.
    if (live !== null && !isSameObject(live, before) && !says(live, wanted))
      yield { leftover: `${showObject(target)}: another made it anew, and otherwise` };
    return;
  }
  const owner = await missingOwner(call, target, before);
  if (owner !== null) {
    yield { leftover: `${showObject(target)}: not made again, ${owner}` };
    return;
  }
  const request = { verb: 'create', ...target, name: null, query: { fieldManager: call.manager } } as const;
  yield { target, request: { ...request, body: wanted }, before: null, state: {} };
  const lost = Object.hasOwn(CONTENTS, target.kind.kind) ? CONTENTS[target.kind.kind] : undefined;
  if (lost !== undefined) yield { leftover: `${showObject(target)} was made again, without ${lost}` };
}

/** Whether its name is free: an object that is being deleted is waited for. */
async function isFree(call: Call, target: ObjectRef, before: KubeObject): Promise<boolean> {
  const live = await getOrNull(call.cluster, target, call.signal);
  if (live === null) return true;
  if (!isSameObject(live, before) || metadataOf(live)['deletionTimestamp'] === undefined) return false;
  const still = await untilGone(call, { target, uid: metadataOf(live)['uid'], limitMs: GONE_MS });
  if (still === null) return (await getOrNull(call.cluster, target, call.signal)) === null;
  const message = `${showObject(target)} cannot be made again while it is being deleted: it waits ${showFinalizers(still)}`;
  throw new ClusterError('failed', message);
}

function isSameObject(live: KubeObject, before: KubeObject): boolean {
  return metadataOf(live)['uid'] === metadataOf(before)['uid'];
}

/** Why it would not stay: what a controller made is the controller's to make again, and without its owner it is collected. */
async function missingOwner(call: Call, target: ObjectRef, before: KubeObject): Promise<string | null> {
  const { ownerReferences = [] } = metadataOf(before);
  for (const owner of Array.isArray(ownerReferences) ? ownerReferences.filter(isJsonObject) : []) {
    const shown = `${textOf(owner['kind'])} ${textOf(owner['name'])}`;
    if (owner['controller'] === true) return `its controller ${shown} does that`;
    if (!(await isThere(call, target, owner))) return `its owner ${shown} is gone`;
  }
  return null;
}

async function isThere(call: Call, target: ObjectRef, owner: JsonObject): Promise<boolean> {
  const kinds = await call.cluster.kinds({ signal: call.signal });
  const kind = kinds.find(
    (one) =>
      one.kind === owner['kind'] &&
      (one.group === '' ? one.version : `${one.group}/${one.version}`) === owner['apiVersion'],
  );
  if (kind === undefined) return false;
  const namespace = kind.namespaced ? target.namespace : null;
  const live = await getOrNull(call.cluster, { kind, namespace, name: textOf(owner['name']) }, call.signal);
  return live !== null && metadataOf(live)['uid'] === owner['uid'];
}
