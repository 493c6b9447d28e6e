import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { looping } from '../support/playbook/crash-loop.ts';
import { onCall } from '../support/playbook/on-call.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';

const NAME = 'restart-unhealthy';
const SHORT = { healthyFor: '3s', rolloutTimeout: '60s', healthTimeout: '30s' };

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe.skipIf(!runsPods(clusterHere()))('restart-unhealthy', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    playbook = await shipped(NAME, { KUBECONFIG: space.kubeconfig });
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const inputs = (deployment: string, more: Inputs = {}): Inputs => ({
    namespace: space.name,
    deployment,
    ...SHORT,
    ...more,
  });

  it('is safe', async () => {
    expect(await playbook.dryRun()).toMatchObject({ class: 'safe', score: 0, issues: [] });
  });

  it('mends a crash loop of what lies in the pod; the fault before and the health after are in the record', async () => {
    const { name, poison } = await looping(cluster, space, 'state');
    await poison();
    const run = await playbook.run(inputs(name));

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    const [problem] = run.step('before').outputs.problems;
    expect(problem).toMatch(/^state-\S+\/main: CrashLoopBackOff .*it ended with 3 \(Error\)$/);
    expect(await run.log('previous')).toContain('the cache is poisoned');
    expect(run.step('events').outputs[0].items.map((event: { reason: string }) => event.reason)).toContain(
      'BackOff',
    );
    expect(run.step('nodes').outputs[0].nodes).toMatchObject([{ ready: true }]);
    expect(run.step('verify').outputs.seconds).toBeGreaterThanOrEqual(3);
    expect(run.step('after').outputs).toMatchObject({ problems: [], pods: [{ ready: true, restarts: 0 }] });
    expect(run.step('escalate').state).toBe('skipped');
  });

  it('mends one of a ConfigMap that was mended meanwhile', async () => {
    const { name, poison, mend } = await looping(cluster, space, 'config');
    await poison();
    await mend();
    const run = await playbook.run(inputs(name));
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(await run.log('previous')).toContain('no such mode: bad');
    expect(run.step('after').outputs.problems).toEqual([]);
  });

  it('tells on-call what was seen and what to do, where the pods come but do not last', async () => {
    await using somebody = await onCall();
    const { name, poison } = await looping(cluster, space, 'flapping');
    await poison();
    const told = { onCallChannel: 'webhook', onCallUrl: somebody.url, healthTimeout: '8s' };
    const run = await playbook.run(inputs(name, told));
    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(somebody.told).toHaveLength(1);
  });

  it('undoes a restart that does not come through, and says it on the terminal where nobody is named', async () => {
    const { name, poison } = await looping(cluster, space, 'never');
    await poison();
    const run = await playbook.run(inputs(name, { rolloutTimeout: '6s' }));
    expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
  });
});
