import { clustersOf } from '../../src/adapters/kubernetes/open-cluster.ts';
import type { ApiKind } from '../../src/model/cluster.ts';
import type { Cluster } from '../../src/ports/cluster.ts';

/** The kubeconfig of a cluster that tests may change; undefined: there is none. */
export const TEST_KUBECONFIG = process.env['ATOMCTL_TEST_KUBECONFIG'] || undefined;

export function openTestCluster(namespace: string | null = null): Promise<Cluster> {
  return clustersOf({ kubeconfig: TEST_KUBECONFIG ?? null, context: null, namespace }).open();
}

export async function kindNamed(cluster: Cluster, name: string): Promise<ApiKind> {
  const kinds = await cluster.kinds({ signal: AbortSignal.timeout(20_000) });
  const found = kinds.find(({ kind, group }) => kind === name && group !== 'events.k8s.io');
  if (found === undefined) throw new Error(`no kind ${name}`);
  return found;
}
