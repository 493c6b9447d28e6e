import { inParallel } from '../../../base/in-parallel.ts';
import { isJsonObject, textOf } from '../../../base/json.ts';
import { type Needed, neededFor, showNeeded } from '../../../kubernetes/permits.ts';
import type { ApiKind, ApiRequest, Permission } from '../../../model/cluster.ts';
import type { AccessReview } from '../../../model/live-plan.ts';
import type { Cluster } from '../../../ports/cluster.ts';

const AT_ONCE = 8;
const READS: readonly string[] = ['get', 'list', 'watch'];
const ALL: readonly string[] = [...READS, 'create', 'update', 'patch', 'delete', 'deletecollection'];

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
  return inParallel([...asked.values()], AT_ONCE, async (needed) => review(cluster, needed, signal));
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
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  };
  const request = { verb: 'create', kind: REVIEWS, namespace: null, name: null, body } as const;
  const { status } = await cluster.send(request, signal);
  const { allowed, reason } = isJsonObject(status) ? status : {};
  return { action: showNeeded(needed), allowed: allowed === true, why: textOf(reason ?? '') };
}
