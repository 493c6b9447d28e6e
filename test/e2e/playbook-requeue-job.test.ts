import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import type { CronJobOptions } from '../support/cluster/cronjobs.ts';
import { failingJobs } from '../support/playbook/failing-jobs.ts';
import { onCall } from '../support/playbook/on-call.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type Inputs, type PlaybookRun, type Shipped, shipped } from '../support/playbook/shipped.ts';

const NAME = 'requeue-job';
const SHORT = { backoff: '1s', jobTimeout: '5m' };

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe.skipIf(!runsPods(clusterHere()))('requeue-job', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    playbook = await shipped(NAME, { KUBECONFIG: space.kubeconfig });
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const made = (options: Omit<CronJobOptions, 'image'>) => failingJobs(cluster, space, options);
  const inputs = (cronjob: string, job: string, more: Inputs = {}): Inputs => ({
    namespace: space.name,
    cronjob,
    job,
    ...SHORT,
    ...more,
  });
  it('is safe', async () => {
    expect(await playbook.dryRun()).toMatchObject({ class: 'safe', score: 0, issues: [] });
  });

  it('mends a Job that was over its deadline, once what it waited for is there', async () => {
    const slow = await made({ name: 'slow', fault: 'slow', deadlineSeconds: 10 });
    const job = await slow.fail();
    await slow.mend();
    const run = await playbook.run(inputs(slow.name, job));

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('found').outputs.problems).toContain(
      'DeadlineExceeded: Job was active longer than specified deadline',
    );
    expect(run.step('weighed').outputs).toEqual({ passing: ['DeadlineExceeded'], failures: 1 });
    const { job: again } = run.step('requeue').outputs;
    expect(await slow.jobs()).toEqual([job, again]);
    expect(await slow.condition(again, 'Complete')).toBe('True');
    expect(await run.log('requeue')).toBe('done\n');
  });

  it('mends one that ran out of memory, and one that was evicted; both are in the record', async () => {
    const [hungry, bulky] = await Promise.all([
      made({ name: 'hungry', fault: 'hungry' }),
      made({ name: 'bulky', fault: 'bulky' }),
    ]);
    const jobs = await Promise.all([hungry.fail(), bulky.fail()]);
    await Promise.all([hungry.mend(), bulky.mend()]);
    const oom = await playbook.run(inputs(hungry.name, jobs[0]));
    const evicted = await playbook.run(inputs(bulky.name, jobs[1]));

    expect(oom).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(oom.step('weighed').outputs.passing).toEqual(['OOMKilled']);
    expect(oom.step('found').outputs.problems).toContainEqual(
      expect.stringMatching(/^hungry-1-\S+\/main: OOMKilled, exit 137$/),
    );
    expect(await oom.log('logs')).toBe('sorting\n');
    expect(evicted).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(evicted.step('weighed').outputs.passing).toContain('Evicted');
    expect(evicted.step('found').outputs.problems).toContain(
      'Evicted: Usage of EmptyDir volume "spool" exceeds the limit "1Mi". ',
    );
  });

  it('says of a Job that no node took what the scheduler said', async () => {
    const nowhere = await made({ name: 'nowhere', fault: 'slow', deadlineSeconds: 4, node: 'none' });
    const job = await nowhere.fail();
    const run = await playbook.run(inputs(nowhere.name, job));

    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(run.step('found').outputs.problems).toContainEqual(
      expect.stringMatching(/^FailedScheduling: 0\/\d nodes are available/),
    );
    expect(run.step('requeue').error.message).toMatch(
      /^Job \S+\/nowhere-[0-9a-f]{10} failed: DeadlineExceeded: /,
    );
  });

  it('waits longer after each failure, and calls a person after so many in a row; a success begins anew', async () => {
    await using somebody = await onCall();
    const refused = await made({ name: 'refused', fault: 'refused' });
    const told = { onCallChannel: 'webhook', onCallUrl: somebody.url, maxFailures: 2 };
    const first = await playbook.run(inputs(refused.name, await refused.fail(), told));
    const [, again = ''] = await refused.jobs();
    const second = await playbook.run(inputs(refused.name, again, told));

    expect([first, second].map(failures)).toEqual([1, 2]);
    expect([first, second].map((run) => run.step('decided').outputs.pause)).toEqual([1, 2]);
    expect(first).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(first.step('requeue').error.message).toContain(
      `Job ${space.name}/${again} failed: main, exit 1, Error`,
    );
    expect(second).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(second.step('requeue').state).toBe('skipped');
    expect(second.step('mended').error.message).toContain(
      'needs a person: failure 2 in a row, by its log has /(?i)connection (refused|reset|timed out)/',
    );
    expect(await refused.jobs()).toHaveLength(2);
    expect(somebody.told).toHaveLength(1);
    expect(somebody.told[0]?.body.message).toContain('warehouse:5432: Connection refused');

    await refused.mend();
    const success = 'refused-by-hand';
    await space.kubectl(['create', 'job', success, '--from=cronjob/refused']);
    await space.kubectl(['wait', 'job', success, '--for=condition=Complete', '--timeout=60s']);
    await refused.break();
    const anew = await playbook.run(inputs(refused.name, await refused.fail('refused-anew')));
    expect(failures(anew)).toBe(1);
  });

  it('does not count the same failure twice', async () => {
    const twice = await made({ name: 'twice', fault: 'refused' });
    const job = await twice.fail();
    const first = await playbook.run(inputs(twice.name, job));
    const second = await playbook.run(inputs(twice.name, job));

    expect([first, second].map(failures)).toEqual([1, 1]);
    expect(await twice.annotations()).toMatchObject({ 'atomctl.io/failures-in-a-row': '1' });
  });

  it('calls a person at once where nothing that passes made it fail, and requeues nothing', async () => {
    await using somebody = await onCall();
    const broken = await made({ name: 'broken', fault: 'broken' });
    const job = await broken.fail();
    const run = await playbook.run(
      inputs(broken.name, job, { onCallChannel: 'slack', onCallUrl: somebody.url }),
    );

    expect(run).toMatchObject({ exitCode: 1, result: 'failed' });
    expect(run.step('mended').error.message).toBe(
      `CronJob ${space.name}/broken needs a person: it failed for no reason that passes by itself: BackoffLimitExceeded, Error (try: kubectl describe job broken-1 -n ${space.name})`,
    );
    expect(await broken.jobs()).toEqual([job]);
    expect(await broken.annotations()).toEqual({});
    const [{ body } = { body: null }] = somebody.told;
    expect(body.text).toContain('ERROR: relation "orders" does not exist');
    expect(body.text).toContain(`kubectl create job broken-by-hand --from=cronjob/broken -n ${space.name}`);
  });

  it('takes a pattern of its user for a reason that passes', async () => {
    const broken = await made({ name: 'pattern', fault: 'broken' });
    const job = await broken.fail();
    const run = await playbook.run(inputs(broken.name, job, { logPatterns: ['relation "[a-z]+" does not'] }));

    expect(run.step('weighed').outputs.passing).toEqual(['its log has /relation "[a-z]+" does not/']);
    expect(run.step('requeue').state).toBe('failed');
  });
});

/** How many in a row, with that which the run was about. */
function failures(run: PlaybookRun): number {
  return run.step('weighed').outputs.failures;
}
