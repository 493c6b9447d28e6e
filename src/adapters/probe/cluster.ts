import { namesCluster, HERE } from '../kubernetes/find-login.ts';
import type { Probe } from '../../ports/probe.ts';

export interface ProbedCluster {
  readonly kubeconfig: string | null;
  readonly context: string | null;
}

/** The cluster of the current context, found as kubectl finds it: KUBECONFIG, the default file, the pod's account. */
export function clusterProbe({ kubeconfig, context }: ProbedCluster): Probe {
  return {
    name: 'cluster',
    env: 'KUBECONFIG',
    critical: false,
    disables: ['k8s steps'],
    fix: 'export KUBECONFIG=FILE  # then: kubectl version',
    find: async (signal) => {
      if (!namesCluster(kubeconfig, HERE)) return undefined;
      const { openCluster } = await import('../kubernetes/open-cluster.ts');
      const cluster = await openCluster({ kubeconfig, context, namespace: null });
      try {
        return `Kubernetes ${await cluster.version(signal)} at ${cluster.server}`;
      } finally {
        await cluster.close();
      }
    },
  };
}
