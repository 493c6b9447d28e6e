import { inParallel } from '../../../base/in-parallel.ts';
import { isJsonObject, type Json, textOf } from '../../../base/json.ts';
import { type Needed, neededFor, showNeeded } from '../../../kubernetes/permits.ts';
import { isGranted } from '../../../kubernetes/rules-review.ts';
import type { ApiKind, ApiRequest, Permission } from '../../../model/cluster.ts';
import type { AccessReview } from '../../../model/live-plan.ts';
import { type Cluster, ClusterError } from '../../../ports/cluster.ts';

const AT_ONCE = 8;
const READS: readonly string[] = ['get', 'list', 'watch'];
const ALL: readonly string[] = [...READS, 'create', 'update', 'patch', 'delete', 'deletecollection'];

const API = 'authorization.k8s.io/v1';

const REVIEWS: ApiKind = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  resource: 'selfsubjectaccessreviews',
  aliases: [],
  namespaced: false,
  subresources: [],
  verbs: ['create'],
};

const RULES: ApiKind = {
  ...REVIEWS,
  kind: 'SelfSubjectRulesReview',
  resource: 'selfsubjectrulesreviews',
};

/**
 * Asks whether what is sent, and the declared reads, are allowed to whoever asks; where not all that will be sent is
 * known, all that is declared. Each question once.
 */
export async function reviewAccess(
  cluster: Cluster,
  {
    sent,
    isKnown,
    permissions,
    signal,
  }: {
    readonly sent: readonly ApiRequest[];
    readonly isKnown: boolean;
    readonly permissions: readonly Permission[];
    readonly signal: AbortSignal;
  },
): Promise<AccessReview[]> {
  const byName = permissions.some(({ resourceNames }) => resourceNames !== null);
  const changes = sent.flatMap(neededFor).map((needed) => (byName ? needed : { ...needed, name: null }));
  const asked = new Map(
    [...changes, ...permissions.flatMap((permission) => neededBy(permission, isKnown ? READS : ALL))].map(
      (needed) => [showNeeded(needed), needed],
    ),
  );
  const granted = await grantedIn(cluster, [...asked.values()], signal);
  return inParallel([...asked.values()], AT_ONCE, async (needed) =>
    granted(needed)
      ? { action: showNeeded(needed), allowed: true, why: '' }
      : review(cluster, needed, signal),
  );
}

/** One question for all that is asked of a namespace; what it does not answer with yes is asked by itself. */
async function grantedIn(
  cluster: Cluster,
  asked: readonly Needed[],
  signal: AbortSignal,
): Promise<(needed: Needed) => boolean> {
  const places = Map.groupBy(
    asked.filter(({ namespace }) => namespace !== null),
    ({ namespace }) => namespace,
  );
  const several = [...places].flatMap(([namespace, all]) =>
    namespace !== null && all.length > 1 ? [namespace] : [],
  );
  const lists = await inParallel(
    several,
    AT_ONCE,
    async (namespace) => [namespace, await rulesIn(cluster, namespace, signal)] as const,
  );
  const rules = new Map(lists);
  return (needed) => needed.namespace !== null && isGranted(rules.get(needed.namespace), needed);
}

/** Null: whoever asks may not have them listed. */
async function rulesIn(cluster: Cluster, namespace: string, signal: AbortSignal): Promise<Json> {
  const body = { apiVersion: API, kind: RULES.kind, spec: { namespace } };
  const request = { verb: 'create', kind: RULES, namespace: null, name: null, body } as const;
  try {
    return (await cluster.send(request, signal))['status'] ?? null;
  } catch (error) {
    if (error instanceof ClusterError && ['forbidden', 'not-found'].includes(error.failure)) return null;
    throw error;
  }
}

/** What a step that only looks asks is known when it runs: every read that is declared is reviewed. */
function neededBy(
  { apiGroups, resources, verbs, namespaces, resourceNames }: Permission,
  reviewed: readonly string[],
): Needed[] {
  const names: readonly (string | null)[] = resourceNames ?? [null];
  const places: readonly (string | null)[] = namespaces ?? [null];
  const asked = reviewed.filter((verb) => verbs.includes(verb) || verbs.includes('*'));
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      asked.flatMap((verb) =>
        places.flatMap((namespace) => names.map((name) => ({ verb, group, resource, namespace, name }))),
      ),
    ),
  );
}

async function review(cluster: Cluster, needed: Needed, signal: AbortSignal): Promise<AccessReview> {
  const { verb, group, namespace, name } = needed;
  const [resource = '', subresource] = needed.resource.split('/', 2);
  const resourceAttributes = {
    verb,
    group,
    resource,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== null && { namespace }),
    ...(name !== null && { name }),
  };
  const body = {
    apiVersion: API,
    kind: REVIEWS.kind,
    spec: { resourceAttributes },
  };
  const request = { verb: 'create', kind: REVIEWS, namespace: null, name: null, body } as const;
  const { status } = await cluster.send(request, signal);
  const { allowed, reason } = isJsonObject(status) ? status : {};
  return { action: showNeeded(needed), allowed: allowed === true, why: textOf(reason ?? '') };
}
