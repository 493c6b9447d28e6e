import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiProxy, startApiProxy } from '../support/api-proxy.ts';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import { breakingCluster } from '../support/playbook/breaking-cluster.ts';
import { failingJobs } from '../support/playbook/failing-jobs.ts';
import { type Shipped, shipped } from '../support/playbook/shipped.ts';

describe.skipIf(!runsPods(clusterHere()))('requeue-job on a cluster that goes away', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let proxy: ApiProxy;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    proxy = await startApiProxy(space.kubeconfig, space.name);
    playbook = await shipped('requeue-job', { KUBECONFIG: proxy.kubeconfig });
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
  });

  it('requeues once where the connection breaks at every request once', async () => {
    const jobs = await failingJobs(cluster, space, { name: 'broken-off', fault: 'refused' });
    const job = await jobs.fail();
    await jobs.mend();
    await using breaking = await breakingCluster(space);
    const through = playbook.with({ KUBECONFIG: breaking.kubeconfig });
    const plan = await through.approved({ namespace: space.name, cronjob: jobs.name, job, backoff: '1s' });
    breaking.breakEachOnce();
    const ended = await through.at(['run', '--plan', plan, '--json']);
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect(run.record.steps.flatMap(({ error }: { readonly error: unknown }) => error ?? [])).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(await jobs.jobs()).toEqual([job, run.step('requeue').outputs.job]);
    const paths = breaking.broken.map((line) =>
      line.replace(/^(\S+) .*\/(cronjobs|jobs|pods|log|events|status)\b.*$/, '$1 $2'),
    );
    for (const kind of [
      'GET jobs',
      'GET pods',
      'GET events',
      'GET log',
      'PATCH cronjobs',
      'POST jobs',
      'PATCH status',
    ])
      expect(paths).toContain(kind);
  });

  it('says so where it does not come back, and finds the Job complete when it does', async () => {
    const jobs = await failingJobs(cluster, space, { name: 'gone', fault: 'refused' });
    const job = await jobs.fail();
    await jobs.mend();
    const inputs = { namespace: space.name, cronjob: 'gone', job, backoff: '1s', jobTimeout: '15s' };
    const plan = await playbook.approved(inputs);
    proxy.fate = ({ line }) => {
      if (line.startsWith('PATCH') && line.includes('/status')) void proxy.down();
      return 'pass';
    };
    const ended = await playbook.at(['run', '--plan', plan, '--json']);
    proxy.fate = () => 'pass';
    await proxy.up();
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(run.step('requeue').error.message).not.toBe('');
    const [, again = ''] = await jobs.jobs();
    await space.kubectl(['wait', 'job', again, '--for=condition=Complete', '--timeout=60s']);
    const later = await playbook.run(inputs);
    expect(later).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(later.step('decided').outputs.why).toMatch(/^a later Job succeeded at /);
  });
});
