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
  return openCluster(outsideOf(config).kube);
}

/** Carries k8s steps out; loaded where a run has some. */
export function k8sExecutor(cluster: () => Promise<Cluster>): Executor {
  return withDeclaredOutputs({
    type: 'k8s',
    execute: async (step, settings, context) => {
      const [{ executeK8s }, { patient }] = await Promise.all([
        import('../services/kubernetes/execute-k8s.ts'),
        import('../adapters/kubernetes/patient.ts'),
      ]);
      const says = (text: string) => context.log('stderr', Buffer.from(`${text}\n`));
      return executeK8s(async () => patient(await cluster(), says), step, { settings, context });
    },
  });
}
