import { ON_KWOK } from './kwok-node.ts';

/** What PodSecurity's `restricted` asks of a pod and of its containers. */
const RESTRICTED = {
  pod: {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  },
  container: { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
} as const;

interface Workload {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly replicas?: number;
}

export function deployment({ name, replicas = 1, ...container }: Workload) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template: podOf(name, container) },
  };
}

/** A Deployment of which nothing runs. */
export function kwokDeployment(name: string) {
  const made = deployment({ name, image: 'example.test/web:1', command: [] });
  const { template } = made.spec;
  return {
    ...made,
    spec: { ...made.spec, template: { ...template, spec: { ...template.spec, ...ON_KWOK } } },
  };
}

/** A Job of one attempt. */
export function job({ name, ...container }: Workload) {
  const template = podOf(name, container);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: { backoffLimit: 0, template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } },
  };
}

export function listOf(items: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function podOf(app: string, container: Omit<Workload, 'name'>) {
  return {
    metadata: { labels: { app } },
    spec: {
      ...RESTRICTED.pod,
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'main', ...container, ...RESTRICTED.container }],
    },
  };
}
