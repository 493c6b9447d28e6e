import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clusterHere,
  runsPods,
  sharedCluster,
  type TestCluster,
  type TestNamespace,
} from '../support/cluster.ts';
import type { CronJobOptions } from '../support/cluster/cronjobs.ts';
import { type FailingJobs, failingJobs } from '../support/playbook/failing-jobs.ts';
import { killed } from '../support/playbook/killed.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { withoutEachRule } from '../support/playbook/without-each-rule.ts';

const POINTS = 10;
/** The same seed kills after the same times. */
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 20_260_107);
const MINUTE_MS = 60_000;
/** Many runs each, on a machine that does other things too. */
const LONG_MS = 900_000;

describe.skipIf(!runsPods(clusterHere()))('requeue-job', () => {
  let cluster: TestCluster;
  let space: TestNamespace;
  let playbook: Shipped;
  let refused: FailingJobs;
  let due: FailingJobs;
  let made: number;
  beforeAll(async () => {
    cluster = await sharedCluster();
    space = await cluster.namespace();
    playbook = await shipped('requeue-job', { KUBECONFIG: space.kubeconfig });
    // Suspended, it misses a minute: as soon as it is not any more, a Job is due.
    due = await create({
      name: 'due',
      fault: 'long',
      deadlineSeconds: 10,
      schedule: '* * * * *',
      suspend: true,
    });
    made = Date.now();
    refused = await create({ name: 'refused', fault: 'refused' });
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const create = (options: Omit<CronJobOptions, 'image'>) => failingJobs(cluster, space, options);
  const inputs = (cronjob: string, job: string, more: Inputs = {}): Inputs => ({
    namespace: space.name,
    cronjob,
    job,
    backoff: '1s',
    jobTimeout: '5m',
    ...more,
  });
  /** The same failure again, and what mends it. */
  const before = async () => {
    await refused.break();
    await space.kubectl(['delete', 'jobs', '-l', 'app=refused']);
    await space.kubectl([
      'annotate',
      'cronjob',
      'refused',
      'atomctl.io/failures-in-a-row-',
      'atomctl.io/last-failure-',
    ]);
    await refused.fail('refused-1');
    await refused.mend();
  };

  it(`requeues once though its owners are killed at ${POINTS} random moments (seed ${SEED})`, {
    timeout: LONG_MS,
  }, async () => {
    const runs = await killed(playbook, inputs('refused', 'refused-1'), {
      seed: SEED,
      points: POINTS,
      wholeMs: 9000,
      before,
      after: async (run) => {
        expect(run.step('requeue')).toMatchObject({ state: 'succeeded', error: null });
        expect(await refused.jobs()).toEqual(['refused-1', run.step('requeue').outputs.job]);
      },
    });
    for (const run of runs) {
      expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
      expect(run.step('weighed').outputs.failures).toBe(1);
    }
  });

  it('needs what it declares, as the account that rbac gives it', { timeout: LONG_MS }, async () => {
    const { whole, unused, without } = await withoutEachRule(playbook, inputs('refused', 'refused-1'), {
      cluster,
      space,
      before,
    });

    expect(whole).toMatchObject({ exitCode: 0, result: 'succeeded' });
    // A Job is deleted where it is taken back, or undone.
    expect(unused ?? ['delete jobs']).toEqual(['delete jobs']);
    expect(without).toHaveLength(12);
    for (const { rule, plan, run } of without) {
      const [verb, resource = ''] = rule.split(' ');
      expect(plan).toMatch(
        new RegExp(`(may not|cannot) ${verb} (resource ")?${resource.replace('/', '[.a-z]*/')}`),
      );
      expect(run).toBe(plan);
    }
  });

  it('says of each name that is not there, or not what it must be, which it is', async () => {
    const other = await create({ name: 'other', fault: 'refused', suspend: true });
    const job = await other.fail();
    await refused.break();
    await refused.mend();
    await space.kubectl(['create', 'job', 'refused-complete', '--from=cronjob/refused']);
    await space.kubectl(['wait', 'job', 'refused-complete', '--for=condition=Complete', '--timeout=60s']);
    const error = async (cronjob: string, of: string) => {
      const run = await playbook.run(inputs(cronjob, of));
      expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
      const failed = run.record.steps.filter(({ state }: { state: string }) => state === 'failed');
      return failed.map((step: { error: { message: string } }) => step.error.message).join('\n');
    };

    expect(await error('other', 'other-9')).toContain(
      `there is no Job "other-9" in the namespace ${space.name}`,
    );
    expect(await error('refused', job)).toBe(`Job ${space.name}/${job} is none of CronJob refused`);
    expect(await error('other', job)).toBe(
      `CronJob ${space.name}/other is suspended: whoever suspended it wants no Job of it`,
    );
    expect(await error('refused', 'refused-complete')).toContain(
      `Job ${space.name}/refused-complete has not failed: it is complete`,
    );
    expect((await playbook.plan(inputs('othr', job))).json().error.message).toContain(
      `there is no CronJob "othr" in the namespace ${space.name}`,
    );
  });

  it('is kept to the namespace that its account was given', async () => {
    await using others = await cluster.namespace();
    await failingJobs(cluster, others, { name: 'theirs', fault: 'refused' });
    const planned = await playbook.plan({ ...inputs('theirs', 'theirs-1'), namespace: others.name });

    expect(planned.json().error).toMatchObject({ code: 'ATOM_PERMISSION_DENIED' });
    expect(planned.json().error.message).toContain(others.name);
  });

  it('leaves it to the Job that the CronJob has started meanwhile', async () => {
    await space.kubectl(['delete', 'jobs', '-l', 'app=due']);
    const job = await due.fail('due-failed');
    await sleep(Math.max(0, made + MINUTE_MS + 1000 - Date.now()));
    await space.kubectl(['patch', 'cronjob', 'due', '-p', '{"spec":{"suspend":false}}']);
    const active = () => space.kubectl(['get', 'cronjob', 'due', '-o', 'jsonpath={.status.active[*].name}']);
    await expect.poll(active, { timeout: MINUTE_MS }).not.toBe('');
    const run = await playbook.run(inputs('due', job));

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('decided').outputs).toMatchObject({ does: 'nothing' });
    expect(run.step('said').outputs.message).toMatch(
      /the CronJob runs its Job due-\d+ meanwhile, and wants none beside it/,
    );
    expect(run.step('requeue').state).toBe('skipped');
  });
});
