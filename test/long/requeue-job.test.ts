import { describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster } from '../support/cluster.ts';
import { failingJobs } from '../support/playbook/failing-jobs.ts';
import { shipped } from '../support/playbook/shipped.ts';

describe.skipIf(!runsPods(clusterHere()))('requeue-job with its defaults', () => {
  it('requeues a Job that ran out of memory after half a minute', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const playbook = await shipped('requeue-job', { KUBECONFIG: space.kubeconfig });
    const hungry = await failingJobs(cluster, space, { name: 'hungry', fault: 'hungry' });
    const job = await hungry.fail();
    await hungry.mend();
    const run = await playbook.run({ namespace: space.name, cronjob: hungry.name, job });

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('decided').outputs).toMatchObject({ does: 'requeues', pause: 30 });
  });
});
