import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiProxy, startApiProxy } from '../support/api-proxy.ts';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { part } from '../support/parts.ts';
import { breakingCluster } from '../support/playbook/breaking-cluster.ts';
import { type PlaybookRun, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { MAY, type Rotation, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload, type Workload } from '../support/rotation/workload.ts';

const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const AWAY_MS = 3000;
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

describe.skipIf(!isHere)('rotate-secret on a cluster that goes away', () => {
  let rotation: Rotation;
  let space: TestNamespace;
  let workload: Workload;
  let proxy: ApiProxy;
  let playbook: Shipped;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    [rotation, space] = await Promise.all([startRotation(cluster, programs), cluster.namespace()]);
    workload = await startWorkload(space, rotation, { replicas: 1 });
    proxy = await startApiProxy(space.kubeconfig, space.name);
    const VAULT_TOKEN = await rotation.bao.tokenFor(MAY);
    playbook = await shipped('rotate-secret', {
      KUBECONFIG: proxy.kubeconfig,
      ...rotation.bao.env,
      VAULT_TOKEN,
    });
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await space[Symbol.asyncDispose]();
    await rotation[Symbol.asyncDispose]();
  });

  const inputs = () => ({
    namespace: space.name,
    secret: 'db',
    deployment: 'shop',
    credentials: 'database/creds/app',
    steadyFor: '1s',
    rolloutTimeout: '2m',
    steadyWithin: '2m',
    checkImage: rotation.image,
    checkCommand: ['true'],
  });

  /** One credential lives: that of the Secret, and the pods use it. */
  const oneCredential = async () => {
    const { username, lease } = await workload.secret();
    expect(await workload.lives(lease)).toBe(true);
    await expect.poll(() => rotation.users(), { timeout: 30_000 }).toEqual([username]);
    await expect.poll(() => workload.readyUsers(), { timeout: 60_000 }).toEqual([username]);
    expect(await space.kubectl(['get', 'secrets', '-o', 'name'])).toBe('secret/db');
    return username;
  };

  it('goes on where the connection breaks at every request once', async () => {
    const before = await workload.secret();
    await using breaking = await breakingCluster(space);
    const through = playbook.with({ KUBECONFIG: breaking.kubeconfig });
    const plan = await through.approved(inputs());
    breaking.breakEachOnce();
    const ended = await through.at(['run', '--plan', plan, '--json']);
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect(errorsOf(run)).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(await oneCredential()).not.toBe(before.username);
    const kinds = breaking.broken.map((line) =>
      line.replace(/^(\S+) .*\/(secrets|deployments|jobs|pods|log)\b.*$/, '$1 $2'),
    );
    for (const kind of [
      'GET secrets',
      'POST secrets',
      'PATCH secrets',
      'DELETE secrets',
      'GET deployments',
      'PATCH deployments',
      'GET jobs',
      'POST jobs',
      'GET pods',
      'GET log',
    ])
      expect(kinds).toContain(kind);
  });

  it('waits where the cluster is away for a moment in the middle of each step', async () => {
    const before = await workload.secret();
    const plan = await playbook.approved(inputs());
    const steps = [
      /^GET \S+\/secrets\/db/,
      /^PATCH \S+\/secrets\/db/,
      /^PATCH \S+\/deployments\/shop/,
      /^GET \S+\/deployments\?.*watch=/,
      /^POST \S+\/jobs/,
    ];
    proxy.fate = ({ line }) => {
      const at = steps.findIndex((step) => step.test(line));
      if (at === -1 || line.includes('dryRun')) return 'pass';
      steps.splice(at, 1);
      void proxy
        .down()
        .then(() => sleep(AWAY_MS))
        .then(() => proxy.up());
      return 'lose';
    };
    const ended = await playbook.at(['run', '--plan', plan, '--json']);
    proxy.fate = () => 'pass';
    const run = await playbook.recorded(await playbook.ana.latest(), ended);

    expect(steps).toEqual([]);
    expect(errorsOf(run)).toEqual([]);
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(await oneCredential()).not.toBe(before.username);
  });

  it('puts all back when the cluster is there again, where it was away for longer than a step may take', async () => {
    const before = await workload.secret();
    const plan = await playbook.approved({ ...inputs(), rolloutTimeout: '8s' });
    proxy.fate = ({ line }) => {
      if (/^PATCH \S+\/deployments\/shop/.test(line) && !line.includes('dryRun')) void proxy.down();
      return 'pass';
    };
    const running = playbook.start(['run', '--plan', plan]);
    await running.says('rolling back');
    proxy.fate = () => 'pass';
    await proxy.up();
    const run = await playbook.recorded(await playbook.ana.latest(), await running.result);

    expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
    expect(run.record.reason).toMatch(/^restart: /);
    expect(run.record.leftToDo).toEqual([]);
    expect(await oneCredential()).toBe(before.username);
  });
});

/** What went wrong in its steps. */
function errorsOf({ record }: PlaybookRun): readonly unknown[] {
  return record.steps.flatMap(({ error }: { readonly error: unknown }) => error ?? []);
}
