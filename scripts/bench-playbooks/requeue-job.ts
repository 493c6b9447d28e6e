import { failingJobs } from '../../test/support/playbook/failing-jobs.ts';
import type { PlaybookRow } from './row.ts';

export const requeueJob: PlaybookRow = {
  name: 'requeue-job',
  waits: ['requeue'],
  fault: async ({ cluster, space }) => {
    const refused = await failingJobs(cluster, space, { name: 'refused', fault: 'refused' });
    const job = await refused.fail();
    await refused.mend();
    const inputs = { namespace: space.name, cronjob: refused.name, job, backoff: '0s' };
    return { inputs, args: [space.name, refused.name, job, '0'] };
  },
};
