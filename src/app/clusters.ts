import { withDeclaredOutputs } from '../adapters/executor/declared-outputs.ts';
import type { Config } from '../config/load.ts';
import { outsideOf } from '../config/outside.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Executor } from '../ports/executor.ts';

/** The cluster that the settings name, opened at its first use. */
export function clusterOf(config: Config): () => Promise<Cluster> {
  let opened: Promise<Cluster> | undefined;
  return () => {
    opened ??= open(config);
    return opened;
  };
}

async function open(config: Config): Promise<Cluster> {
  const { openCluster } = await import('../adapters/kubernetes/open-cluster.ts');
  return openCluster({ kubeconfig: outsideOf(config).kubeconfig, context: null, namespace: null });
}

/** Carries k8s steps out; loaded where a run has some. */
export function k8sExecutor(cluster: () => Promise<Cluster>): Executor {
  return withDeclaredOutputs({
    type: 'k8s',
    execute: async (step, settings, context) => {
      const { executeK8s } = await import('../services/kubernetes/execute-k8s.ts');
      return executeK8s(cluster, step, { settings, context });
    },
  });
}
