import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { hasCause } from '../../model/status-causes.ts';
import type { ApiRequest, ApiVerb } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';

/** Groups whose objects are questions: nothing is kept. */
const QUESTIONS: ReadonlySet<string> = new Set(['authorization.k8s.io', 'authentication.k8s.io']);

/** Whether sending it a second time, after the first was carried out, leaves the same world. */
export function isRepeatable(request: ApiRequest): boolean {
  return request.query?.['dryRun'] === 'All' || REPEATABLE[request.verb](request);
}

const REPEATABLE: Readonly<Record<ApiVerb, (request: ApiRequest) => boolean>> = {
  get: () => true,
  list: () => true,
  watch: () => true,
  // A version that the first sending has raised would refuse the second.
  patch: (request) => request.patch !== 'json' && metadataOf(request)['resourceVersion'] === undefined,
  create: (request) =>
    QUESTIONS.has(request.kind.group) ||
    request.subresource === 'token' ||
    (request.name === null ? typeof metadataOf(request)['name'] === 'string' : namesUid(request)),
  delete: namesUid,
  update: () => false,
  deletecollection: () => false,
};

/**
 * The answer to a repeated request whose first sending was carried out, as its failure shows: a name that is taken by
 * what was sent, or an object that is gone. null: it does not show that.
 */
export async function wasDoneBefore(
  error: unknown,
  request: ApiRequest,
  look: (request: ApiRequest) => Promise<JsonObject>,
): Promise<JsonObject | null> {
  if (!(error instanceof ClusterError) || request.query?.['dryRun'] === 'All') return null;
  if (error.failure === 'not-found' && namesUid(request))
    return { kind: 'Status', apiVersion: 'v1', status: 'Success' };
  if (error.failure !== 'already-exists' || request.verb !== 'create') return null;
  const { kind, namespace } = request;
  const name = metadataOf(request)['name'];
  if (typeof name !== 'string') return null;
  const live = await look({ verb: 'get', kind, namespace, name });
  return isWithin(request.body ?? null, live) ? live : null;
}

/** The budget's no is an answer, which the caller waits out in its own way. */
export function isDisruptionBudget({ answer }: ClusterError): boolean {
  return hasCause(answer, 'DisruptionBudget');
}

function metadataOf({ body }: ApiRequest): JsonObject {
  const metadata = isJsonObject(body) ? body['metadata'] : undefined;
  return isJsonObject(metadata) ? metadata : {};
}

/** A deletion or an eviction of one object, and of no later one of its name. */
function namesUid({ verb, subresource, body }: ApiRequest): boolean {
  if (!isJsonObject(body) || (verb !== 'delete' && subresource !== 'eviction')) return false;
  const options = verb === 'delete' ? body : body['deleteOptions'];
  const preconditions = isJsonObject(options) ? options['preconditions'] : undefined;
  return isJsonObject(preconditions) && typeof preconditions['uid'] === 'string';
}

/** Whether all that was sent is there, beside what the server filled in. */
function isWithin(sent: Json, live: Json | undefined): boolean {
  if (Array.isArray(sent))
    return (
      Array.isArray(live) &&
      sent.length === live.length &&
      sent.every((item: Json, at) => isWithin(item, live[at]))
    );
  if (isJsonObject(sent))
    return isJsonObject(live) && Object.entries(sent).every(([key, value]) => isWithin(value, live[key]));
  return sent === live;
}
