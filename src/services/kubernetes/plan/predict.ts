import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import { allocatedFields } from '../../../kubernetes/allocated-fields.ts';
import { diffObjects } from '../../../kubernetes/diff-objects.ts';
import { mergePatch } from '../../../kubernetes/merge-patch.ts';
import { serverChoices } from '../../../kubernetes/server-choices.ts';
import { setsPath } from '../../../kubernetes/set-paths.ts';
import type { ApiRequest, KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Change } from '../action.ts';
import { asDryRun } from '../dry-run.ts';
import { isWithoutDryRun } from '../without-dry-run.ts';
import type { OverlayCluster } from './overlay-cluster.ts';

/** What a change would make of its object. */
export type Prediction =
  | {
      readonly kind: 'known';
      readonly after: KubeObject | null;
      /** Fields of it that the server will choose anew. */
      readonly chosen: readonly string[];
      /** What may be otherwise when it is carried out. */
      readonly doubt?: string;
    }
  /** Fields that others own, by the server's own words. */
  | { readonly kind: 'conflict'; readonly fields: readonly { readonly path: string; readonly why: string }[] }
  | { readonly kind: 'unknown'; readonly why: string };

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
  if (request.verb === 'delete' && predicted !== undefined) return { kind: 'known', after: null, chosen: [] };
  const sent = onOverlay(request, predicted);
  if (sent === undefined) return { kind: 'unknown', why: 'it changes what an earlier step makes' };
  try {
    if (target.namespace !== null && cluster.makesNamespace(target.namespace))
      return await inStandIn(cluster, change, { sent, signal });
    const dry = asDryRun(sent);
    const ask = () => (sent === request ? cluster.send(dry, signal) : cluster.askAsUser(dry, signal));
    if (leavesNothing(request)) {
      await ask();
      return { kind: 'known', after: null, chosen: [] };
    }
    const { after, chosen } = await askedTwice(change, ask);
    return { kind: 'known', after: after ?? null, chosen };
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
  change: Change,
  { sent, signal }: { readonly sent: ApiRequest; readonly signal: AbortSignal },
): Promise<Prediction> {
  const ask = () => cluster.sendInStandIn(asDryRun(sent), signal);
  const { after, chosen } = await askedTwice(change, ask);
  const doubt = `the namespace ${sent.namespace ?? ''} is not there yet: what admission decides by namespace is unknown`;
  return after === undefined ? { kind: 'unknown', why: doubt } : { kind: 'known', after, chosen, doubt };
}

/**
 * What a server fills in by itself it may fill in otherwise the next time, such as an address. So it is asked again
 * where it fills in anything: always for a new object, seldom for another.
 */
async function askedTwice<Answer extends KubeObject | undefined>(
  { before, request }: Change,
  ask: () => Promise<Answer>,
): Promise<{ readonly after: Answer; readonly chosen: readonly string[] }> {
  const others = [before ?? undefined, request.body];
  if (before === null) return compared(await Promise.all([ask(), ask()]), others);
  const after = await ask();
  const sets = setsPath(request);
  const fillsIn = after !== undefined && diffObjects(before, after).some(({ path }) => !sets(path));
  return compared([after, fillsIn ? await ask() : after], others);
}

function compared<Answer extends KubeObject | undefined>(
  [after, again]: readonly [Answer, Answer],
  others: readonly (Json | undefined)[],
) {
  const chosen = [...serverChoices(after ?? {}, again ?? {}), ...allocatedFields(after ?? {}, others)];
  return { after, chosen: [...new Set(chosen)] };
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
