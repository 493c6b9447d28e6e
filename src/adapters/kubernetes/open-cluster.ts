import path from 'node:path';
import { ClusterConnection } from './connection.ts';

export interface ClusterSettings {
  /** Files, as KUBECONFIG names them; null: kubectl's own default, or the pod's account. */
  readonly kubeconfig: string | null;
  /** null: the current one. */
  readonly context: string | null;
  /** null: that of the context. */
  readonly namespace: string | null;
}

/** Opens the cluster that the settings name. Nothing is sent yet. */
export async function openCluster({
  kubeconfig,
  context,
  namespace,
}: ClusterSettings): Promise<ClusterConnection> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const [only, ...others] = kubeconfig?.split(path.delimiter).filter((file) => file !== '') ?? [];
  if (only !== undefined && others.length === 0) config.loadFromFile(only);
  else config.loadFromDefault();
  if (context !== null) config.setCurrentContext(context);
  const own = config.getContextObject(config.getCurrentContext())?.namespace;
  return new ClusterConnection(config, namespace ?? own ?? 'default');
}
