import path from 'node:path';
import { withDeclaredOutputs } from '../adapters/executor/declared-outputs.ts';
import type { Config } from '../config/load.ts';
import { outsideOf } from '../config/outside.ts';
import type { Clusters } from '../ports/cluster.ts';
import type { Executor } from '../ports/executor.ts';

/** Who plans and who runs ask the same one: it is known then whether it was ever there. */
const OPENED = new WeakMap<Config, Promise<Clusters>>();

/** The cluster that the settings name, opened at its first use. */
export function clustersOf(config: Config): Clusters {
  const clusters = () => {
    const opened = OPENED.get(config) ?? open(config);
    OPENED.set(config, opened);
    return opened;
  };
  return {
    open: async (says) => (await clusters()).open(says),
    openAs: async (account, says) => (await clusters()).openAs(account, says),
  };
}

async function open(config: Config): Promise<Clusters> {
  const adapter = await import('../adapters/kubernetes/open-cluster.ts');
  return adapter.clustersOf(outsideOf(config).kube, { cache: path.join(config.home, 'cache') });
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
