import { failingJobs } from '../failing-jobs.ts';
import { onCall } from '../on-call.ts';
import type { Outcome } from './outcome.ts';

const COUNTED = 'atomctl.io/failures-in-a-row';

export const requeueJob: readonly Outcome[] = [
  {
    playbook: 'requeue-job',
    what: 'requeues once',
    result: 'succeeded',
    leaves: { jobs: ['refused-1', 'the requeued one'], complete: 'True', failures: '1' },
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
    playbook: 'requeue-job',
    what: 'calls a person',
    result: 'failed',
    leaves: { told: 1, jobs: 1 },
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
