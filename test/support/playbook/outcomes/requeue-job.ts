import { failingJobs } from '../../test/support/playbook/failing-jobs.ts';
import { onCall } from '../../test/support/playbook/on-call.ts';
import type { KillRow } from './row.ts';

const COUNTED = 'atomctl.io/failures-in-a-row';

export const requeueJob: readonly KillRow[] = [
  {
    name: 'requeue-job',
    outcome: 'requeues once',
    stage: async ({ cluster, space }) => {
      const jobs = await failingJobs(cluster, space, { name: 'refused', fault: 'refused' });
      return {
        fault: async () => {
          await jobs.break();
          await space.kubectl(['delete', 'jobs', '-l', 'app=refused']);
          await space.kubectl(['annotate', 'cronjob', 'refused', `${COUNTED}-`, 'atomctl.io/last-failure-']);
          const job = await jobs.fail('refused-1');
          await jobs.mend();
          return { namespace: space.name, cronjob: 'refused', job, backoff: '1s', jobTimeout: '5m' };
        },
        world: async ({ step }) => {
          const again: string | undefined = step('requeue').outputs?.job;
          return {
            jobs: (await jobs.jobs()).map((name) => (name === again ? 'the requeued one' : name)),
            complete: again === undefined ? '' : await jobs.condition(again, 'Complete'),
            failures: (await jobs.annotations())[COUNTED] ?? '',
          };
        },
      };
    },
  },
  {
    name: 'requeue-job',
    outcome: 'calls a person',
    stage: async ({ cluster, space }) => {
      const jobs = await failingJobs(cluster, space, { name: 'broken', fault: 'broken' });
      const [somebody, job] = [await onCall(), await jobs.fail()];
      const told = { onCallChannel: 'webhook', onCallUrl: somebody.url };
      return {
        fault: () => {
          somebody.told.length = 0;
          return Promise.resolve({ namespace: space.name, cronjob: 'broken', job, ...told });
        },
        // Told twice is better than not at all, and both have the same key.
        world: async () => ({
          told: new Set(somebody.told.map(({ key }) => key)).size,
          jobs: (await jobs.jobs()).length,
        }),
        [Symbol.asyncDispose]: () => somebody[Symbol.asyncDispose](),
      };
    },
  },
];
