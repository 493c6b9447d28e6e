import { withDeclaredOutputs } from '../adapters/executor/declared-outputs.ts';
import type { Config } from '../config/load.ts';
import { outsideOf } from '../config/outside.ts';
import type { Clusters } from '../ports/cluster.ts';
import type { Executor } from '../ports/executor.ts';

/** The cluster that the settings name, opened at its first use. */
export function clustersOf(config: Config): Clusters {
  let opened: Promise<Clusters> | undefined;
  const clusters = () => {
    opened ??= open(config);
    return opened;
  };
  return {
    open: async (says) => (await clusters()).open(says),
    openAs: async (account, says) => (await clusters()).openAs(account, says),
  };
}

async function open(config: Config): Promise<Clusters> {
  const adapter = await import('../adapters/kubernetes/open-cluster.ts');
  return adapter.clustersOf(outsideOf(config).kube);
}

/** Carries k8s steps out; loaded where a run has some. */
export function k8sExecutor(clusters: Clusters): Executor {
  return withDeclaredOutputs({
    type: 'k8s',
    execute: async (step, settings, context) => {
      const [{ executeK8s }, { packageFile }] = await Promise.all([
        import('../services/kubernetes/execute-k8s.ts'),
        import('../adapters/kubernetes/package-file.ts'),
      ]);
      const readFile = packageFile(context.packageFolder);
      return executeK8s(clusters, step, { settings, context, readFile });
    },
  });
}
