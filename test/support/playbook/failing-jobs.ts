import type { TestCluster, TestNamespace } from '../cluster.ts';
import { cronJob, type CronJobOptions } from '../cluster/cronjobs.ts';

/** A CronJob of a namespace whose Jobs fail, until what they need is there. */
export interface FailingJobs {
  readonly name: string;
  /** Starts a Job of it, and waits until it has failed; gives its name. */
  fail(job?: string): Promise<string>;
  /** From now on its Jobs succeed. */
  mend(): Promise<void>;
  break(): Promise<void>;
  /** The names of its Jobs, oldest first. */
  jobs(): Promise<readonly string[]>;
  /** Whether it has failed, such as `true`; '' while it runs. */
  condition(job: string, type: 'Failed' | 'Complete'): Promise<string>;
  annotations(): Promise<Readonly<Record<string, string>>>;
}

export async function failingJobs(
  { image }: TestCluster,
  space: TestNamespace,
  options: Omit<CronJobOptions, 'image'>,
): Promise<FailingJobs> {
  const { name } = options;
  const get = async (kind: string, which: readonly string[]) =>
    JSON.parse(await space.kubectl(['get', kind, ...which, '-o', 'json']));
  await space.kubectl(['create', '-f', '-'], JSON.stringify(cronJob({ image, ...options })));
  let made = 0;
  const breakIt = async () => {
    await space.kubectl(['delete', 'configmap', name, '--ignore-not-found']);
  };
  return {
    name,
    fail: async (job) => {
      made += 1;
      const own = job ?? `${name}-${made}`;
      await space.kubectl(['create', 'job', own, `--from=cronjob/${name}`]);
      await space.kubectl(['wait', 'job', own, '--for=condition=Failed', '--timeout=120s']);
      return own;
    },
    mend: async () => {
      await space.kubectl(['create', 'configmap', name, '--from-literal=open=yes']);
    },
    break: breakIt,
    jobs: async () => {
      const { items } = await get('jobs', ['-l', `app=${name}`, '--sort-by=.metadata.creationTimestamp']);
      return items.map(({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name);
    },
    condition: (job, type) =>
      space.kubectl(['get', 'job', job, '-o', `jsonpath={.status.conditions[?(@.type=="${type}")].status}`]),
    annotations: async () => (await get('cronjob', [name])).metadata.annotations ?? {},
  };
}
