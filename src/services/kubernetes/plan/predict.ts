import { isJsonObject } from '../../../base/json.ts';
import { allocatedFields } from '../../../kubernetes/allocated-fields.ts';
import { conflictsIn } from '../../../kubernetes/conflicts.ts';
import { diffObjects } from '../../../kubernetes/diff-objects.ts';
import { mergePatch } from '../../../kubernetes/merge-patch.ts';
import { mappingAt } from '../../../kubernetes/parts.ts';
import { serverChoices } from '../../../kubernetes/server-choices.ts';
import { isIdentity, setsPath } from '../../../kubernetes/set-paths.ts';
import type { SteadyFields } from '../../../kubernetes/steady-fields.ts';
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
    const { after, chosen } = await askedTwice(change, cluster.steady, ask);
    return { kind: 'known', after: after ?? null, chosen };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const fields = conflictsOf(error);
    if (fields.length > 0) return { kind: 'conflict', fields };
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
  const { after, chosen } = await askedTwice(change, cluster.steady, ask);
  const doubt = `the namespace ${sent.namespace ?? ''} is not there yet: what admission decides by namespace is unknown`;
  return after === undefined ? { kind: 'unknown', why: doubt } : { kind: 'known', after, chosen, doubt };
}

/**
 * What a server fills in by itself it may fill in otherwise the next time, such as an address. So it is asked again
 * where it fills in anything that is not known to be steady: for the first of a kind that is new, seldom for what is there.
 */
async function askedTwice<Answer extends KubeObject | undefined>(
  { before, request, target: { kind } }: Change,
  steady: SteadyFields,
  ask: () => Promise<Answer>,
): Promise<{ readonly after: Answer; readonly chosen: readonly string[] }> {
  const after = await ask();
  if (after === undefined) return { after, chosen: [] };
  const sets = setsPath(request);
  const changed = diffObjects(before ?? mappingAt(request.body), after);
  const filledIn = changed.filter(({ path }) => !sets(path) && !isIdentity(path));
  const again = steady.covers(kind, filledIn) ? after : ((await ask()) ?? {});
  const others = [before ?? undefined, request.body];
  const chosen = [...new Set([...serverChoices(after, again), ...allocatedFields(after, others)])];
  if (again !== after) steady.learn(kind, filledIn, chosen);
  return { after, chosen };
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

function conflictsOf({ failure, answer }: ClusterError): Extract<Prediction, { kind: 'conflict' }>['fields'] {
  if (failure !== 'conflict') return [];
  return conflictsIn(answer).map(({ field, manager }) => ({
    path: fieldOf(field),
    why: `owned by ${manager}`,
  }));
}

/** `.spec.containers[name="web"].image` in our words. */
function fieldOf(field: string): string {
  return field.replace(/^\./, '').replaceAll(/\[name="([^"]*)"\]/g, '[$1]');
}
