import { setTimeout as sleep } from 'node:timers/promises';
import type { TestCluster, TestNamespace } from '../cluster.ts';
import { deployment, listOf } from '../cluster/manifests.ts';

/** Why a container crash-loops. */
export type CrashLoop =
  /** What lies in the pod makes it end, from `poison` on; another pod begins without it. */
  | 'state'
  /** What the pod copied from a ConfigMap when it began makes it end; another pod copies what is there by then. */
  | 'config'
  /** It ends a second after it was ready, again and again. */
  | 'flapping'
  /** It never gets ready, from `poison` on. */
  | 'never';

const PROGRAMS: Readonly<Record<CrashLoop, string>> = {
  state: `
if test -e /state/poison; then echo "the cache is poisoned"; exit 3; fi
echo serving; touch /state/ready
while sleep 0.1; do
  test ! -e /state/poison || { echo "the cache is poisoned"; exit 3; }
  test ! -e /state/once || { rm /state/once; exit 7; }
done`,
  config: `
if test "$(cat /state/mode)" = bad; then echo "no such mode: bad"; exit 4; fi
echo serving; touch /state/ready; exec sleep 100000`,
  flapping: `
if test -e /config/broken; then echo "it will not last"; touch /state/ready; sleep 1; rm /state/ready; exit 5; fi
echo serving; touch /state/ready
while sleep 0.1; do test ! -e /state/poison || exit 5; done`,
  never: `
if test -e /config/broken; then echo "no database at 10.0.0.9"; exit 6; fi
echo serving; touch /state/ready
while sleep 0.1; do test ! -e /state/poison || exit 6; done`,
};

/** A Deployment of a namespace that is healthy and can be made to crash-loop. */
export interface Looping {
  readonly name: string;
  /** Ends a container of a `state` one once, and waits until it is ready again. */
  readonly crashOnce: () => Promise<void>;
  /** Starts the loop, and waits until a container has crashed. */
  readonly poison: () => Promise<void>;
  /** Mends what pods begin with. */
  readonly mend: () => Promise<void>;
}

export async function looping(cluster: TestCluster, space: TestNamespace, why: CrashLoop): Promise<Looping> {
  const config = (data: Readonly<Record<string, string>>) =>
    space.kubectl(['apply', '-f', '-'], JSON.stringify(configMap(why, data)));
  const { good, bad } =
    why === 'config' ? { good: { mode: 'good' }, bad: { mode: 'bad' } } : { good: {}, bad: { broken: '' } };
  await config(good);
  await space.kubectl(['apply', '-f', '-'], listOf([workload(cluster, why)]));
  await space.kubectl(['rollout', 'status', `deployment/${why}`, '--timeout=120s']);
  return {
    name: why,
    mend: async () => {
      await config(good);
    },
    crashOnce: async () => {
      await space.kubectl(['exec', `deployment/${why}`, '--', 'touch', '/state/once']);
      await until(async () => (await podsOf(space, why)).every(isBack));
    },
    poison: async () => {
      if (why !== 'state') await config(bad);
      if (why === 'config') await space.kubectl(['delete', 'pods', '-l', `app=${why}`]);
      await until(async () => {
        const pods = await podsOf(space, why);
        if (pods.some(isCrashed)) return true;
        // One that ends right now cannot be told any more.
        for (const { metadata } of why === 'config' ? [] : pods)
          await space.kubectl(['exec', metadata.name, '--', 'touch', '/state/poison']).catch(() => {});
        return false;
      });
    },
  };
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly restartCount: number;
      readonly state: { readonly running?: object };
    }[];
  };
}

/** Those that stay. */
async function podsOf(space: TestNamespace, app: string): Promise<readonly Pod[]> {
  const list: { readonly items: readonly Pod[] } = JSON.parse(
    await space.kubectl(['get', 'pods', '-l', `app=${app}`, '-o', 'json']),
  );
  return list.items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

function isCrashed({ status: { containerStatuses = [] } }: Pod): boolean {
  return containerStatuses.some(({ restartCount, state }) => restartCount > 0 && state.running === undefined);
}

function isBack({ status: { containerStatuses = [] } }: Pod): boolean {
  return containerStatuses.every(({ restartCount, ready }) => restartCount > 0 && ready);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(200);
}

function configMap(name: string, data: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

function workload({ image }: TestCluster, why: CrashLoop) {
  const made = deployment({ name: why, image, command: ['sh', '-c', PROGRAMS[why]] });
  const { template } = made.spec;
  const [main] = template.spec.containers;
  const volumeMounts = [
    { name: 'state', mountPath: '/state' },
    { name: 'config', mountPath: '/config' },
  ];
  const copy = { ...main, name: 'copy', command: ['sh', '-c', 'cp /config/* /state/ || true'], volumeMounts };
  const readinessProbe = {
    exec: { command: ['test', '-e', '/state/ready'] },
    periodSeconds: 1,
    failureThreshold: 1,
  };
  const volumes = [
    { name: 'state', emptyDir: {} },
    { name: 'config', configMap: { name: why } },
  ];
  const pod = {
    ...template.spec,
    volumes,
    initContainers: why === 'config' ? [copy] : [],
    containers: [{ ...main, volumeMounts, readinessProbe }],
  };
  return { ...made, spec: { ...made.spec, template: { ...template, spec: pod } } };
}
