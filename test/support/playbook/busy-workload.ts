import type { TestNamespace } from '../cluster.ts';
import { deployment, listOf } from '../cluster/manifests.ts';
import { WORKLOAD } from '../cluster/node/images.ts';
import { account } from './scraped-pods.ts';

/** A Deployment that answers HTTP, and who uses it. */
export interface BusyWorkload {
  readonly name: string;
  /** So many clients ask at once from now on, each as soon as it was answered. */
  clients(count: number): Promise<void>;
  replicas(): Promise<number>;
}

/** Requests that a pod works on at once. */
const WORKERS = 4;

/** `own`: each pod works by itself, so that more pods are faster. `shared`: all ask one slow backend, which more pods leave as it is. */
export type Bottleneck = 'own' | 'shared';

/** Lets the loads of a namespace see its pods. */
export async function allowLoads(space: TestNamespace): Promise<void> {
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
  await space.kubectl(['create', '-f', '-'], listOf(account('load', rules)));
}

export async function busyWorkload(
  space: TestNamespace,
  name: string,
  bottleneck: Bottleneck,
): Promise<BusyWorkload> {
  const create = (object: unknown) =>
    space.kubectl(['apply', '--server-side', '-f', '-'], JSON.stringify(object));
  const ready = (one: string) => space.kubectl(['rollout', 'status', `deployment/${one}`, '--timeout=120s']);
  const backend = `${name}-backend`;
  if (bottleneck === 'shared') {
    await create(served(backend, [`-workers=${WORKERS}`]));
    await ready(backend);
  }
  const more =
    bottleneck === 'own'
      ? [`-workers=${WORKERS}`]
      : ['-workers=256', `-backend=${await addressOf(space, backend)}`];
  await create(served(name, more));
  await ready(name);
  const load = `${name}-load`;
  return {
    name,
    clients: async (count) => {
      await create(loaded(load, ['load', `-selector=app=${name}`, `-clients=${count}`]));
      await ready(load);
    },
    replicas: async () =>
      Number(await space.kubectl(['get', 'deployment', name, '-o', 'jsonpath={.spec.replicas}'])),
  };
}

async function addressOf(space: TestNamespace, app: string): Promise<string> {
  const address = await space.kubectl([
    'get',
    'pods',
    '-l',
    `app=${app}`,
    '-o',
    'jsonpath={.items[0].status.podIP}',
  ]);
  return `http://${address}:8080/`;
}

function served(name: string, flags: readonly string[]) {
  const made = deployment({ name, image: WORKLOAD, command: ['/workload', 'serve', ...flags] });
  const { metadata, spec } = made.spec.template;
  const [container] = spec.containers;
  const readinessProbe = { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1 };
  return withPods(made, {
    metadata: { labels: { ...metadata.labels, scraped: 'true' } },
    spec: { ...spec, containers: [{ ...container, readinessProbe }] },
  });
}

function loaded(name: string, args: readonly string[]) {
  const made = deployment({ name, image: WORKLOAD, command: ['/workload', ...args] });
  const { metadata, spec } = made.spec.template;
  return withPods(made, { metadata, spec: { ...spec, serviceAccountName: 'load' } });
}

function withPods(made: ReturnType<typeof deployment>, template: unknown) {
  return { ...made, spec: { ...made.spec, template } };
}
