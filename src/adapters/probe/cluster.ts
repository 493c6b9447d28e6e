import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Observable, ObservableMiddleware } from '@kubernetes/client-node';
import type { Probe } from '../../ports/probe.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The cluster of the current context, found as kubectl finds it: KUBECONFIG, the default file, the pod's account. */
export function clusterProbe(kubeconfig: string | null): Probe {
  return {
    name: 'cluster',
    env: 'KUBECONFIG',
    critical: false,
    disables: ['k8s steps'],
    fix: 'export KUBECONFIG=FILE  # then: kubectl version',
    find: async (signal) => {
      const standard = path.join(os.homedir(), '.kube', 'config');
      if (kubeconfig === null && !existsSync(standard) && !existsSync(SERVICE_ACCOUNT)) return undefined;
      const { KubeConfig, Observable, VersionApi } = await import('@kubernetes/client-node');
      const config = new KubeConfig();
      const files = kubeconfig?.split(path.delimiter).filter((file) => file !== '') ?? [];
      const [only] = files.length === 1 ? files : [];
      if (only === undefined) config.loadFromDefault();
      else config.loadFromFile(only);
      const api = config.makeApiClient(VersionApi);
      const { gitVersion } = await api.getCode(
        {},
        { middlewareMergeStrategy: 'append', middleware: [until(signal, Observable)] },
      );
      return `Kubernetes ${gitVersion} at ${config.getCurrentCluster()?.server ?? 'an unnamed server'}`;
    },
  };
}

/** Lets go of a request when `signal` says so. The library comes lazily, so its class is an argument. */
function until(signal: AbortSignal, Answer: typeof Observable): ObservableMiddleware {
  return {
    pre: (request) => {
      request.setSignal(signal);
      return new Answer(Promise.resolve(request));
    },
    post: (response) => new Answer(Promise.resolve(response)),
  };
}
