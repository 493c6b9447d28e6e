import type { JsonObject } from '../base/json.ts';
import type { Permission, ServiceAccount } from '../model/cluster.ts';

const MOST_CHARACTERS = 63;

/** The account that runs of a package are bound to, where it is there. */
export function accountOf(workflow: string, namespace: string): ServiceAccount {
  return { namespace, name: `atomctl-${workflow}`.slice(0, MOST_CHARACTERS).replace(/-+$/, '') };
}

/**
 * ServiceServiceAccount, roles and bindings that give exactly these permissions: a Role for each namespace, a ClusterRole for
 * what is declared without one.
 */
export function rbacObjects(account: ServiceAccount, permissions: readonly Permission[]): JsonObject[] {
  const everywhere = permissions.filter(({ namespaces }) => namespaces === null);
  const namespaces = [
    ...new Set(permissions.flatMap((permission) => permission.namespaces ?? [])),
  ].toSorted();
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(account.name, account.namespace) },
    ...(everywhere.length === 0 ? [] : roleWithBinding(account, null, everywhere)),
    ...namespaces.flatMap((namespace) =>
      roleWithBinding(
        account,
        namespace,
        permissions.filter((permission) => permission.namespaces?.includes(namespace) === true),
      ),
    ),
  ];
}

const RBAC = 'rbac.authorization.k8s.io';

function roleWithBinding(
  account: ServiceAccount,
  namespace: string | null,
  permissions: readonly Permission[],
): JsonObject[] {
  const kind = namespace === null ? 'ClusterRole' : 'Role';
  // Accounts of one name in several namespaces must not share one cluster-wide role.
  const name = namespace === null ? `${account.namespace}:${account.name}` : account.name;
  const metadata = metadataOf(name, namespace);
  return [
    { apiVersion: `${RBAC}/v1`, kind, metadata, rules: permissions.map(ruleOf) },
    {
      apiVersion: `${RBAC}/v1`,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: RBAC, kind, name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}

function ruleOf({ apiGroups, resources, verbs, resourceNames }: Permission): JsonObject {
  return {
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
    ...(resourceNames !== null && { resourceNames: [...resourceNames] }),
  };
}

function metadataOf(name: string, namespace: string | null): JsonObject {
  return {
    name,
    ...(namespace !== null && { namespace }),
    labels: { 'app.kubernetes.io/managed-by': 'atomctl' },
  };
}
