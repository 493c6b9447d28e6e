import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, runsPods, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { cronJob, type CronJobOptions } from '../support/cluster/cronjobs.ts';
import { listOf } from '../support/cluster/manifests.ts';
import { type SpaceAuthor, spaceAuthor } from '../support/cluster/space-author.ts';

const here = clusterHere();
const MINUTE_MS = 60_000;

describe.runIf(runsPods(here))("a Job of a CronJob's template, beside those that the CronJob starts", () => {
  let space: TestNamespace;
  let ana: SpaceAuthor;
  let made = 0;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    space = await cluster.namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    ana = await spaceAuthor(space);
    const one = (options: Omit<CronJobOptions, 'image'>) => cronJob({ image: cluster.image, ...options });
    // Suspended, they miss a minute: as soon as they are not any more, their Job is due.
    const due = { schedule: '* * * * *', suspend: true };
    await space.kubectl(
      ['create', '-f', '-'],
      listOf([
        one({ name: 'report', fault: 'broken' }),
        one({ name: 'forbids', fault: 'long', ...due }),
        one({ name: 'replaces', fault: 'long', concurrencyPolicy: 'Replace', ...due }),
        one({ name: 'busy', fault: 'long', ...due }),
      ]),
    );
    made = Date.now();
  });
  afterAll(() => space[Symbol.asyncDispose]());

  const from = (name: string) => ana.k8s(`from-${name}`, spec(name));
  const start = async (name: string) =>
    ana.start(['run', await from(name), '--approve', '--reason', 'a test', '--json'], {
      env: { KUBECONFIG: space.kubeconfig },
    });
  const untilDue = () => sleep(Math.max(0, made + MINUTE_MS + 1000 - Date.now()));
  const unsuspend = (name: string) =>
    space.kubectl(['patch', 'cronjob', name, '-p', '{"spec":{"suspend":false}}']);
  const jobs = async (name: string) =>
    (await space.kubectl(['get', 'jobs', '-l', `app=${name}`, '-o', 'jsonpath={.items[*].metadata.name}']))
      .split(' ')
      .filter(Boolean);
  const active = (name: string) =>
    space.kubectl(['get', 'cronjob', name, '-o', 'jsonpath={.status.active[*].name}']);
  const untilActive = async (name: string) => {
    await expect.poll(() => active(name), { timeout: MINUTE_MS }).toMatch(/^\S+$/);
    return active(name);
  };

  const time = (job: string, path: string) =>
    space.kubectl(['get', 'job', job, '-o', `jsonpath={${path}}`]).then(Date.parse);
  const reasons = () =>
    space.kubectl([
      'get',
      'events',
      '--field-selector=involvedObject.name=forbids',
      '-o',
      'jsonpath={.items[*].reason}',
    ]);

  it('is what kubectl create job --from would make, and belongs to the CronJob', async () => {
    const { error } = (await ana.approved(await from('report'))).json();
    const [own = ''] = await jobs('report');
    await space.kubectl(['create', 'job', 'by-hand', '--from=cronjob/report']);
    const shape = async (name: string) => {
      const { metadata, spec: of } = JSON.parse(await space.kubectl(['get', 'job', name, '-o', 'json']));
      const { backoffLimit, template, ttlSecondsAfterFinished } = of;
      const { 'atomctl.io/effect': _, ...annotations } = metadata.annotations;
      const [owner] = metadata.ownerReferences;
      return { annotations, owner, backoffLimit, ttlSecondsAfterFinished, pod: template.spec };
    };

    expect(error.message).toContain(`Job ${space.name}/${own} failed: main, exit 3, Error`);
    expect(own).toMatch(/^report-[0-9a-f]{10}$/);
    expect(await shape(own)).toEqual(await shape('by-hand'));
  });

  it('of a CronJob that is not there is a typing error', async () => {
    const { error } = (await ana.approved(await from('reprot'))).json();

    expect(error.message).toContain(`there is no CronJob "reprot" in the namespace ${space.name}`);
    expect(error.message).toContain('did you mean "report"?');
  });

  it('keeps the CronJob from starting another, where it forbids that, until it has ended', async () => {
    await untilDue();
    const running = await start('forbids');
    const own = await untilActive('forbids');
    await unsuspend('forbids');
    await expect.poll(reasons, { timeout: 30_000 }).toContain('JobAlreadyActive');
    expect((await running.result).json()).toMatchObject({ result: 'succeeded' });
    await expect.poll(() => jobs('forbids'), { timeout: 90_000 }).toHaveLength(2);
    const [next = ''] = (await jobs('forbids')).filter((name) => name !== own);
    const [ended, begun] = [await time(own, '.status.completionTime'), await time(next, '.status.startTime')];
    expect(begun).toBeGreaterThanOrEqual(ended);
  });

  it('goes where the CronJob replaces it, and the run says which Job runs instead', async () => {
    await untilDue();
    const running = await start('replaces');
    const own = await untilActive('replaces');
    await unsuspend('replaces');
    const { error } = (await running.result).json();

    expect(error.message).toMatch(
      new RegExp(
        `Job ${space.name}/${own} was deleted before it ended: CronJob ${space.name}/replaces runs its Job replaces-\\d+ instead \\(concurrencyPolicy Replace\\)`,
      ),
    );
  });

  it('is refused while a Job of the CronJob runs that wants none beside it', async () => {
    await untilDue();
    await unsuspend('busy');
    const other = await untilActive('busy');
    const ref = await from('busy');

    const { error } = (await ana.approved(ref)).json();

    expect(error.message).toContain(
      `CronJob ${space.name}/busy runs its Job ${other} already, and wants none beside it (concurrencyPolicy Forbid)`,
    );
    expect(await jobs('busy')).toEqual([other]);
  });
});

function spec(name: string): string {
  return `  handlers:
    - {name: again, action: run-job, with: {from: cronjob/${name}}, timeout: 2m, onError: fail}
  safety: {blastRadius: {maxPods: 0, maxNamespaces: 1}}
  validation:
    limits: {timeout: 5m}
    permissions:
      - {apiGroups: [batch], resources: [cronjobs, cronjobs/status], verbs: [get, list, patch]}
      - {apiGroups: [batch], resources: [jobs], verbs: [get, list, watch, create, delete]}
      - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
  rollback: {auto: true}
`;
}
