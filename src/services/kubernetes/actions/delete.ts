import { type Json, textOf } from '../../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Captured, Change, Mutation } from '../action.ts';
import { listAll } from '../list.ts';
import { missingObject } from '../missing-object.ts';
import { metadataOf, objectState, readObjectState, showObject } from '../object-state.ts';
import { targetOf } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { showFinalizers, untilGone } from '../until-gone.ts';
import { getOrNull } from '../watch.ts';

const MOST_OBJECTS = 1;
const POLICIES: Readonly<Record<string, string>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

/** Deletes objects as they were seen: another of the same name, or one that changed meanwhile, is not deleted. */
export const deleteObjects: Mutation = {
  kind: 'mutation',
  async *changes(call, captured) {
    const objects = await chosen(call, captured);
    const uids = objects.map(({ before }) => uidOf(before));
    for (const { target, before } of objects) {
      if (metadataOf(before)['deletionTimestamp'] === undefined)
        yield changeOf(call, { target, before, uids });
    }
  },
  settle: async (call, sent) => {
    if (call.settings['wait'] !== false) for (const { change } of sent) await waitUntilGone(call, change);
    return {
      objects: sent.map(({ change: { target } }) => ({
        kind: target.kind.kind,
        namespace: target.namespace,
        name: target.name,
      })),
    };
  },
  undo: undoObject,
};

interface Chosen {
  readonly target: ObjectRef;
  readonly before: KubeObject;
}

function changeOf(
  { settings }: Call,
  { target, before, uids }: Chosen & { readonly uids: readonly Json[] },
): Change {
  const { uid, resourceVersion } = metadataOf(before);
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions: { uid: uid ?? null, resourceVersion: resourceVersion ?? null },
    propagationPolicy: POLICIES[textOf(settings['propagation'])] ?? 'Background',
    ...(settings['gracePeriodSeconds'] !== undefined && {
      gracePeriodSeconds: settings['gracePeriodSeconds'],
    }),
  };
  return {
    target,
    request: { verb: 'delete', ...target, body },
    before,
    state: { ...objectState({ target, before, deletes: true, drops: 'own' }), chosen: uids },
  };
}

/** The objects that the step means. After a crash, those that it meant before: what a controller made since stays. */
async function chosen(call: Call, captured: readonly Captured[]): Promise<readonly Chosen[]> {
  const meant = captured[0]?.state['chosen'];
  const found = call.settings['selector'] === undefined ? await named(call, captured) : await selected(call);
  return Array.isArray(meant) ? found.filter(({ before }) => meant.includes(uidOf(before))) : found;
}

async function named(call: Call, captured: readonly Captured[]): Promise<readonly Chosen[]> {
  const target = await targetOf(call);
  const before = await getOrNull(call.cluster, target, call.signal);
  if (before !== null) return [{ target, before }];
  const wasThere = captured.some(({ state }) => readObjectState(state).before !== null);
  if (wasThere || call.settings['ignoreMissing'] === true) return [];
  throw await missingObject(call, target);
}

async function selected(call: Call): Promise<readonly Chosen[]> {
  const { cluster, signal, settings } = call;
  const { kind, namespace } = await targetOf(call);
  const most = typeof settings['maxObjects'] === 'number' ? settings['maxObjects'] : MOST_OBJECTS;
  const { items } = await listAll(
    cluster,
    { kind, namespace, labels: textOf(settings['selector']) },
    { signal, most },
  );
  if (items.length === 0 && settings['ignoreMissing'] !== true)
    throw new ClusterError('not-found', `there are no ${kind.resource} with ${textOf(settings['selector'])}`);
  return items.map((before) => {
    const { name, namespace: own } = metadataOf(before);
    return { target: { kind, namespace: kind.namespaced ? textOf(own) : null, name: textOf(name) }, before };
  });
}

/** Until the step's time is over. */
async function waitUntilGone(call: Call, { target, before }: Change): Promise<void> {
  const uid = before === null ? undefined : metadataOf(before)['uid'];
  let last = before;
  const seen = (live: KubeObject) => {
    last = live;
  };
  try {
    await untilGone(call, { target, uid, limitMs: Number.POSITIVE_INFINITY, seen });
  } catch (error) {
    if (!call.signal.aborted) throw error;
    const waits = last === null ? '' : `: it waits ${showFinalizers(last)}`;
    throw new ClusterError('timeout', `${showObject(target)} is being deleted, but still there${waits}`);
  }
}

function uidOf(object: KubeObject): Json {
  return metadataOf(object)['uid'] ?? null;
}
