import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../ports/cluster.ts';
import { Beginning, FROM_BEGINNING, listFirst, mustList } from './beginning.ts';
import { jsonLines } from './json-lines.ts';
import { listAll, type Selection } from './list.ts';
import { mayNot } from './may-not.ts';

export type WatchEvent =
  /** All that there is: at the beginning, and again where the server could not say what happened in between. */
  | { readonly type: 'listed'; readonly objects: readonly KubeObject[] }
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: KubeObject };

/** The server ends a watch after this; it is resumed. Shorter than what an idle answer may take. */
const WATCH_SECONDS = 240;
const POLL_MS = 2000;
/** A server that answers and hangs up at once is not asked in a tight loop. */
const SHORTEST_MS = 500;
const TYPES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const;

/**
 * What becomes of objects, until the signal ends it. A watch that breaks off goes on where it was; one that is too
 * old (410) begins anew. Only the place in the stream is kept. @throws {ClusterError}
 */
export async function* watch(
  cluster: Cluster,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, never> {
  while (!mustList(cluster, selection)) {
    try {
      yield* follow(cluster, watchRequest(selection, FROM_BEGINNING), signal);
    } catch (error) {
      if (!(error instanceof ClusterError && error.failure === 'invalid')) throw error;
      listFirst(cluster, selection);
    }
  }
  for (;;) {
    const { items, resourceVersion } = await listAll(cluster, selection, { signal });
    yield { type: 'listed', objects: items };
    yield* follow(cluster, watchRequest(selection, { resourceVersion }), signal);
  }
}

/**
 * One object, as it is now and after each change; null while there is none. Where the package or the server allows no
 * watch, it is asked again and again. @throws {ClusterError}
 */
export async function* watchObject(
  cluster: Cluster,
  { kind, namespace, name }: ObjectRef,
  signal: AbortSignal,
): AsyncGenerator<KubeObject | null, never> {
  const selection = { kind, namespace, fields: `metadata.name=${name}` };
  try {
    for await (const event of watch(cluster, selection, signal)) {
      if (event.type === 'listed') yield event.objects[0] ?? null;
      else yield event.type === 'deleted' ? null : event.object;
    }
  } catch (error) {
    if (!mayNot(error)) throw error;
  }
  for (;;) {
    yield await getOrNull(cluster, { kind, namespace, name }, signal);
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** The object; null where there is none. @throws {ClusterError} */
export async function getOrNull(
  cluster: Cluster,
  { kind, namespace, name }: ObjectRef,
  signal: AbortSignal,
): Promise<KubeObject | null> {
  try {
    return await cluster.send({ verb: 'get', kind, namespace, name }, signal);
  } catch (error) {
    if (error instanceof ClusterError && error.failure === 'not-found') return null;
    throw error;
  }
}

/** Changes from a place in the stream or from the beginning on, over as many watches as it takes; ends where that place is too old. */
async function* follow(
  cluster: Cluster,
  first: ApiRequest,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent, void> {
  let request = first;
  for (;;) {
    const began = performance.now();
    try {
      for await (const { place, event } of oneWatch(cluster, request, signal)) {
        request = at(request, place);
        if (event !== null) yield event;
      }
    } catch (error) {
      if (error instanceof ClusterError && error.failure === 'expired') return;
      if (!(error instanceof BrokenOff)) throw error;
    }
    signal.throwIfAborted();
    if (performance.now() - began < SHORTEST_MS) await sleep(SHORTEST_MS, undefined, { signal });
  }
}

interface Step {
  /** Another watch goes on from here. */
  readonly place: KubeObject;
  /** Null: nothing but the place is new. */
  readonly event: WatchEvent | null;
}

async function* oneWatch(cluster: Cluster, request: ApiRequest, signal: AbortSignal): AsyncGenerator<Step> {
  let beginning = request.query?.['sendInitialEvents'] === undefined ? undefined : new Beginning(signal);
  try {
    for await (const line of jsonLines(answering(cluster, request, { signal, beginning }))) {
      const { type, object } = changeIn(line);
      if (beginning === undefined)
        yield { place: object, event: type === 'BOOKMARK' ? null : { type: TYPES[type], object } };
      const objects = beginning?.take(type, object);
      if (objects === undefined) continue;
      beginning?.end();
      beginning = undefined;
      yield { place: object, event: { type: 'listed', objects } };
    }
  } finally {
    beginning?.end();
  }
}

/** An answer that had begun: it can be resumed. */
class BrokenOff extends Error {}

interface Answering {
  readonly signal: AbortSignal;
  readonly beginning: Beginning | undefined;
}

async function* answering(
  cluster: Cluster,
  request: ApiRequest,
  { signal, beginning }: Answering,
): AsyncGenerator<Uint8Array> {
  let began = false;
  try {
    for await (const chunk of cluster.stream(request, beginning?.signal ?? signal)) {
      began = true;
      beginning?.heard();
      yield chunk;
    }
  } catch (cause) {
    if (beginning?.wasSilent === true)
      throw new ClusterError('invalid', 'the server does not say all that there is', { cause });
    if (!began || signal.aborted || !(cause instanceof ClusterError)) throw cause;
    throw new BrokenOff('the watch broke off', { cause });
  }
}

function watchRequest(
  { kind, namespace, labels, fields }: Selection,
  from: Readonly<Record<string, string>>,
): ApiRequest {
  const query = {
    ...(labels !== undefined && { labelSelector: labels }),
    ...(fields !== undefined && { fieldSelector: fields }),
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(WATCH_SECONDS),
    ...from,
  };
  return { verb: 'watch', kind, namespace, name: null, query };
}

/** The same watch, from where an object stands. */
function at(request: ApiRequest, object: KubeObject): ApiRequest {
  const { metadata } = object;
  const version = isJsonObject(metadata) ? metadata['resourceVersion'] : undefined;
  if (typeof version !== 'string') return request;
  const { sendInitialEvents: _, resourceVersionMatch: __, ...query } = request.query ?? {};
  return { ...request, query: { ...query, resourceVersion: version } };
}

interface Change {
  readonly type: keyof typeof TYPES | 'BOOKMARK';
  readonly object: KubeObject;
}

/** @throws {ClusterError} for what the server says is wrong with the watch */
function changeIn(line: Json): Change {
  const { type, object }: JsonObject = isJsonObject(line) ? line : {};
  const body = isJsonObject(object) ? object : {};
  if (type === 'BOOKMARK' || type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED')
    return { type, object: body };
  const status = Number(body['code'] ?? 0);
  const tooOld = status === 410 || body['reason'] === 'Expired' || body['reason'] === 'Gone';
  const message = textOf(body['message'] ?? 'a watch said what is no change');
  throw new ClusterError(tooOld ? 'expired' : 'failed', message, { status, answer: body });
}
