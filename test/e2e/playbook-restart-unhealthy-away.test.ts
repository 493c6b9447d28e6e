import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiProxy, startApiProxy } from '../support/api-proxy.ts';
import { clusterHere, runsPods, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { runWhileAway } from '../support/playbook/away.ts';
import { type Looping, looping } from '../support/playbook/crash-loop.ts';
import { type Shipped, shipped } from '../support/playbook/shipped.ts';

describe.skipIf(!runsPods(clusterHere()))('restart-unhealthy on a cluster that goes away', () => {
  let space: TestNamespace;
  let proxy: ApiProxy;
  let playbook: Shipped;
  let loop: Looping;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    space = await cluster.namespace();
    proxy = await startApiProxy(space.kubeconfig, space.name);
    playbook = await shipped('restart-unhealthy', { KUBECONFIG: proxy.kubeconfig });
    loop = await looping(cluster, space, 'state');
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
  });

  it.each(['drop', 'lose'] as const)(
    'mends it, whatever request of whichever step it does not answer (%s)',
    async (fate) => {
      await loop.poison();
      const inputs = {
        namespace: space.name,
        deployment: loop.name,
        healthyFor: '1s',
        rolloutTimeout: '2m',
        healthTimeout: '2m',
      };
      const run = await runWhileAway(playbook, inputs, { proxy, fate });

      expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
      expect(run.step('restart').state).toBe('succeeded');
      expect(run.step('after').outputs.problems).toEqual([]);
    },
  );
});
