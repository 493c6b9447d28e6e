import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import { mergePatch } from '../../../kubernetes/merge-patch.ts';
import type { ApiRequest, KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Change } from '../action.ts';
import { isWithoutDryRun } from '../without-dry-run.ts';
import type { OverlayCluster } from './overlay-cluster.ts';

/** What a change would make of its object. */
export type Prediction =
  | {
      readonly kind: 'known';
      readonly after: KubeObject | null;
      /** What may be otherwise when it is carried out. */
      readonly doubt?: string;
    }
  /** Fields that others own, by the server's own words. */
  | { readonly kind: 'conflict'; readonly fields: readonly { readonly path: string; readonly why: string }[] }
  | { readonly kind: 'unknown'; readonly why: string };

function asDryRun(request: ApiRequest): ApiRequest {
  return { ...request, query: { ...request.query, dryRun: 'All' } };
}

/**
 * Asks the server what a change would make of the object, with its defaults and admission, and changes nothing. An
 * object that an earlier step of the plan touches is taken as that step leaves it.
 * @throws {ClusterError} what would also be the answer to the change itself
 */
export async function predict(
  cluster: OverlayCluster,
  change: Change,
  signal: AbortSignal,
): Promise<Prediction> {
  const { request, target } = change;
  const predicted = cluster.predicted(target);
  if (request.verb === 'delete' && predicted !== undefined) return { kind: 'known', after: null };
  const sent = onOverlay(request, predicted);
  if (sent === undefined) return { kind: 'unknown', why: 'it changes what an earlier step makes' };
  try {
    if (target.namespace !== null && cluster.makesNamespace(target.namespace))
      return await inStandIn(cluster, sent, signal);
    const answer = await (sent === request
      ? cluster.send(asDryRun(sent), signal)
      : cluster.askAsUser(asDryRun(sent), signal));
    return { kind: 'known', after: leavesNothing(request) ? null : answer };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const conflicts = conflictsIn(error);
    if (conflicts.length > 0) return { kind: 'conflict', fields: conflicts };
    if (isWithoutDryRun(error)) return { kind: 'unknown', why: error.message };
    throw error;
  }
}

/** A namespace that an earlier step makes is not there to be asked: another one answers in its place. */
async function inStandIn(
  cluster: OverlayCluster,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<Prediction> {
  const after = await cluster.sendInStandIn(asDryRun(request), signal);
  const doubt = `the namespace ${request.namespace ?? ''} is not there yet: what admission decides by namespace is unknown`;
  return after === undefined ? { kind: 'unknown', why: doubt } : { kind: 'known', after, doubt };
}

function leavesNothing({ verb, subresource }: ApiRequest): boolean {
  return verb === 'delete' || subresource === 'eviction';
}

/** The request that gives the same on the server's object as the planned one on the predicted; undefined: there is none. */
function onOverlay(request: ApiRequest, predicted: KubeObject | null | undefined): ApiRequest | undefined {
  // One manager's applied configurations replace each other: the last is all that counts.
  if (predicted === undefined || predicted === null || (request.patch ?? 'apply') === 'apply') return request;
  if (request.verb !== 'patch' || request.patch !== 'merge' || request.subresource !== undefined)
    return undefined;
  if (!isJsonObject(request.body)) return undefined;
  const { patch: _, ...whole } = request;
  const body = mergePatch(predicted, request.body);
  const isThere =
    isJsonObject(predicted['metadata']) && predicted['metadata']['resourceVersion'] !== undefined;
  return isThere ? { ...whole, verb: 'update', body } : { ...whole, verb: 'create', name: null, body };
}

/** `conflict with "kubectl" using apps/v1` of `.spec.replicas`. */
function conflictsIn({ failure, answer }: ClusterError): { path: string; why: string }[] {
  const details = answer?.['details'];
  const causes = failure === 'conflict' && isJsonObject(details) ? details['causes'] : undefined;
  if (!Array.isArray(causes)) return [];
  return causes.filter(isJsonObject).flatMap((cause: JsonObject) => {
    const { field, message, reason } = cause;
    if (reason !== 'FieldManagerConflict' || typeof field !== 'string' || typeof message !== 'string')
      return [];
    return [{ path: fieldOf(field), why: message.replace(/^conflict with/, 'owned by') }];
  });
}

/** `.spec.containers[name="web"].image` in our words. */
function fieldOf(field: string): string {
  return field.replace(/^\./, '').replaceAll(/\[name="([^"]*)"\]/g, '[$1]');
}
