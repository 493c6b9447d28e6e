import { inParallel } from '../../../base/in-parallel.ts';
import type { Neighbours } from '../../../kubernetes/blast-radius.ts';
import type { ApiKind, KubeObject } from '../../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../../ports/cluster.ts';
import { listAll } from '../list.ts';

const AT_ONCE = 4;
const MOST = 2000;

const BESIDE = [
  { key: 'budgets', resource: 'poddisruptionbudgets', group: 'policy' },
  { key: 'services', resource: 'services', group: '' },
  { key: 'autoscalers', resource: 'horizontalpodautoscalers', group: 'autoscaling' },
] as const;

/** Budgets, services and autoscalers of namespaces, as the user may see them. What may not be read is said. */
export async function readNeighbours(
  user: Cluster,
  namespaces: readonly string[],
  signal: AbortSignal,
): Promise<Neighbours> {
  const kinds = await user.kinds({ signal });
  const asked = namespaces.flatMap((namespace) =>
    BESIDE.flatMap(({ key, resource, group }) => {
      const kind = kinds.find((one) => one.resource === resource && one.group === group);
      return kind === undefined ? [] : [{ key, kind, namespace }];
    }),
  );
  const read = await inParallel(asked, AT_ONCE, async ({ key, kind, namespace }) => ({
    key,
    ...(await listed(user, { kind, namespace, signal })),
  }));
  const of = (key: string) => read.filter((one) => one.key === key).flatMap(({ items }) => items);
  return {
    budgets: of('budgets'),
    services: of('services'),
    autoscalers: of('autoscalers'),
    unknown: read.flatMap(({ unknown }) => unknown),
  };
}

async function listed(
  user: Cluster,
  {
    kind,
    namespace,
    signal,
  }: { readonly kind: ApiKind; readonly namespace: string; readonly signal: AbortSignal },
): Promise<{ readonly items: readonly KubeObject[]; readonly unknown: readonly string[] }> {
  try {
    const { items } = await listAll(user, { kind, namespace }, { signal, most: MOST });
    return { items, unknown: [] };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return { items: [], unknown: [`${kind.resource} of ${namespace}: ${error.message}`] };
  }
}
