import { type Needed, neededFor } from '../../../kubernetes/permits.ts';
import type { ApiRequest, Permission } from '../../../model/cluster.ts';

const READS: readonly string[] = ['get', 'list', 'watch'];
const ALL: readonly string[] = [...READS, 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** What a step that only looks asks is known when it runs: every read that is declared is reviewed. */
export function declaredReads(permissions: readonly Permission[]): Needed[] {
  return permissions.flatMap((permission) => neededBy(permission, READS));
}

/** What is sent, and the declared reads; where not all that will be sent is known, all that is declared. */
export function reviewed(
  sent: readonly ApiRequest[],
  { isKnown, permissions }: { readonly isKnown: boolean; readonly permissions: readonly Permission[] },
): Needed[] {
  const byName = permissions.some(({ resourceNames }) => resourceNames !== null);
  const changes = sent.flatMap(neededFor).map((needed) => (byName ? needed : { ...needed, name: null }));
  return [...changes, ...permissions.flatMap((permission) => neededBy(permission, isKnown ? READS : ALL))];
}

function neededBy(
  { apiGroups, resources, verbs, namespaces, resourceNames }: Permission,
  asked: readonly string[],
): Needed[] {
  const names: readonly (string | null)[] = resourceNames ?? [null];
  const places: readonly (string | null)[] = namespaces ?? [null];
  const declared = asked.filter((verb) => verbs.includes(verb) || verbs.includes('*'));
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      declared.flatMap((verb) =>
        places.flatMap((namespace) => names.map((name) => ({ verb, group, resource, namespace, name }))),
      ),
    ),
  );
}
