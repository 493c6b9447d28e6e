import { describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster } from '../support/cluster.ts';
import { looping } from '../support/playbook/crash-loop.ts';
import { shipped } from '../support/playbook/shipped.ts';

describe.skipIf(!runsPods(clusterHere()))('restart-unhealthy with its defaults', () => {
  it('mends a crash loop, and sees pods healthy for two minutes', async () => {
    const cluster = await sharedCluster();
    await using space = await cluster.namespace();
    const playbook = await shipped('restart-unhealthy', { KUBECONFIG: space.kubeconfig });
    const { name, poison } = await looping(cluster, space, 'state');
    await poison();
    const run = await playbook.run({ namespace: space.name, deployment: name });
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('verify').outputs.seconds).toBeGreaterThanOrEqual(120);
  });
});
