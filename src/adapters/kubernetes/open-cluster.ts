import path from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Cluster, Clusters } from '../../ports/cluster.ts';
import { AccountCluster } from './account-cluster.ts';
import { ClusterConnection } from './connection.ts';

export interface ClusterSettings {
  /** Files, as KUBECONFIG names them; null: kubectl's own default, or the pod's account. */
  readonly kubeconfig: string | null;
  /** null: the current one. */
  readonly context: string | null;
  /** null: that of the context. */
  readonly namespace: string | null;
}

/** The cluster that the settings name, read at its first use. */
export function clustersOf(settings: ClusterSettings): Clusters {
  let config: Promise<KubeConfig> | undefined;
  let user: Promise<Cluster> | undefined;
  const open = () => {
    config ??= readConfig(settings);
    user ??= config.then((read) => connect(read, settings));
    return user;
  };
  return {
    open,
    openAs: async (account) => {
      const [base, read] = [await open(), await config];
      return new AccountCluster(base, account, async (token) => {
        if (read === undefined) throw new Error('no kubeconfig was read');
        return connect(await withToken(read, token), { ...settings, namespace: base.namespace });
      });
    },
  };
}

async function readConfig({ kubeconfig, context }: ClusterSettings): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const [only, ...others] = kubeconfig?.split(path.delimiter).filter((file) => file !== '') ?? [];
  if (only !== undefined && others.length === 0) config.loadFromFile(only);
  else config.loadFromDefault();
  if (context !== null) config.setCurrentContext(context);
  return config;
}

function connect(config: KubeConfig, { namespace }: ClusterSettings): ClusterConnection {
  const own = config.getContextObject(config.getCurrentContext())?.namespace;
  return new ClusterConnection(config, namespace ?? own ?? 'default');
}

/** The same server, asked with a token alone: nothing of the user's own credentials goes along. */
async function withToken(config: KubeConfig, token: string): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('a kubeconfig without a cluster was opened');
  const bound = new KubeConfig();
  bound.loadFromClusterAndUser(cluster, { name: 'bound', token });
  return bound;
}
