import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterHere, sharedCluster, type TestNamespace } from '../support/cluster.ts';
import { blocksOf } from '../support/markdown.ts';
import { part } from '../support/parts.ts';
import { sameEachTime } from '../support/same-each-time.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { MAY, type Rotation, startRotation } from '../support/rotation/rotation.ts';
import { startWorkload, type Workload } from '../support/rotation/workload.ts';

const NAME = 'rotate-secret';
const GUIDE = readFileSync(
  path.resolve(import.meta.dirname, `../../docs/guides/playbooks/${NAME}.md`),
  'utf8',
);
const programs = { openbao: part('openbao') ?? '', postgres: part('postgres') ?? '' };
const isHere = clusterHere() === 'kubelet' && programs.openbao !== '' && programs.postgres !== '';

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe.skipIf(!isHere)('rotate-secret', () => {
  let rotation: Rotation;
  let space: TestNamespace;
  let workload: Workload;
  let playbook: Shipped;
  beforeAll(async () => {
    const cluster = await sharedCluster();
    [rotation, space] = await Promise.all([startRotation(cluster, programs), cluster.namespace()]);
    workload = await startWorkload(space, rotation);
    const VAULT_TOKEN = await rotation.bao.tokenFor(MAY);
    playbook = await shipped(NAME, { KUBECONFIG: space.kubeconfig, ...rotation.bao.env, VAULT_TOKEN });
  });
  afterAll(async () => {
    await space[Symbol.asyncDispose]();
    await rotation[Symbol.asyncDispose]();
  });

  const inputs = (more: Inputs = {}): Inputs => ({
    namespace: space.name,
    secret: 'db',
    deployment: 'shop',
    credentials: 'database/creds/app',
    steadyFor: '2s',
    rolloutTimeout: '2m',
    ...more,
  });
  const check = (statement: string): Inputs => ({
    checkImage: rotation.image,
    checkCommand: [
      'sh',
      '-c',
      `PGUSER=$USERNAME PGPASSWORD=$PASSWORD psql -Atqh ${rotation.host} -p ${rotation.postgres.port} -d postgres -c '${statement}'`,
    ],
  });

  /** All is as before: the same credential in the Secret, in the pods, in Vault and in Postgres. */
  const unchanged = async (before: Awaited<ReturnType<Workload['secret']>>, lease = before.lease) => {
    expect(await workload.secret()).toEqual(before);
    await expect
      .poll(() => workload.readyUsers(), { timeout: 60_000 })
      .toEqual([before.username, before.username]);
    expect(await workload.lives(lease)).toBe(true);
    expect(await rotation.users()).toEqual([before.username]);
    expect(await space.kubectl(['get', 'secrets', '-o', 'name'])).toBe('secret/db');
  };

  it('is judged with caution, for a reason that it gives', async () => {
    const { class: judged, issues } = await playbook.dryRun();
    expect([judged, issues]).toMatchObject(['caution', [{ rule: 'rbac-secrets-read' }]]);
  });

  it('says in its plan which keys change, and no value, as its guide shows', async () => {
    const before = await workload.secret();
    const words = Object.entries(inputs({ rolloutTimeout: '15m' }));
    const given = words.flatMap(([key, value]) => [
      '-i',
      `${key}=${JSON.stringify(value).replaceAll('"', '')}`,
    ]);
    const printed = (await playbook.at(['plan', NAME, ...given])).stdout;
    const [shown = ''] = blocksOf(GUIDE).flatMap(({ language, text }) =>
      language === 'console' ? [text] : [],
    );
    const planned = shown.split('\n').slice(1).join('\n');
    // The Deployment of the guide is called as its namespace.
    expect(lines(printed, space.name)).toEqual(lines(planned, 'shop'));
    const { stdout } = await playbook.plan(inputs());
    expect(stdout).toContain('username');
    for (const value of [before.password, before.username]) expect(stdout).not.toContain(value);
    expect(JSON.parse(stdout).live.changes.map(({ step }: { step: string }) => step)).toEqual([
      'update',
      'restart',
      'restart-with-old',
    ]);
  });

  it('gives the workload a new credential, and ends the old one when the new one has proven itself', async () => {
    const before = await workload.secret();
    const run = await playbook.run(inputs(check('select count(*) from orders')));
    const after = await workload.secret();

    expect([run.result, run.exitCode]).toEqual(['succeeded', 0]);
    expect(after.username).not.toBe(before.username);
    await expect
      .poll(() => workload.readyUsers(), { timeout: 60_000 })
      .toEqual([after.username, after.username]);
    expect([await workload.lives(before.lease), await workload.lives(after.lease)]).toEqual([false, true]);
    expect(await rotation.users()).toEqual([after.username]);
    expect(run.step('old').outputs).toMatchObject({ exists: true, lease: { id: before.lease } });
    expect(run.step('credential').outputs.lease).toMatchObject({ id: after.lease, seconds: 3600 });
    expect(run.step('before').outputs.pods).toMatchObject([{ ready: true }, { ready: true }]);
    expect(run.step('after').outputs).toMatchObject({
      problems: [],
      pods: [{ ready: true }, { ready: true }],
    });
    expect(await run.log('check')).toContain('1');
    expect(await space.kubectl(['get', 'secrets', '-o', 'name'])).toBe('secret/db');

    const seen = JSON.stringify(run.record) + run.stderr + (await run.log());
    const values = [before, after].flatMap(({ password }) => [
      password,
      Buffer.from(password).toString('base64'),
    ]);
    for (const value of values) {
      expect(seen).not.toContain(value);
      for (const file of filesUnder(playbook.ana.folder))
        expect([file, readFileSync(file).includes(value)]).toEqual([file, false]);
    }
  });

  it('leaves everything as it was where the workload cannot work with the new one', async () => {
    const before = await workload.secret();
    const run = await playbook.run(inputs({ credentials: 'database/creds/broken' }));

    expect([run.result, run.exitCode]).toEqual(['rolled-back', 1]);
    expect(run.record.reason).toMatch(
      /^restart: Deployment \S+\/shop does not roll out: .*progress deadline/,
    );
    expect(run.record.leftToDo).toEqual([]);
    await unchanged(before);
    expect(await workload.lives(run.step('credential').outputs.lease.id)).toBe(false);
  });

  it('leaves everything as it was where the service does not stand its check', async () => {
    const before = await workload.secret();
    const run = await playbook.run(inputs(check('select 1 from secrets')));

    expect([run.result, run.step('check').state]).toEqual(['rolled-back', 'failed']);
    expect(run.step('check').error.message).toMatch(/main|check, exit 1/);
    await unchanged(before);
  });

  it('rotates nothing that still lasts longer than the window', async () => {
    const before = await workload.secret();
    const run = await playbook.run(inputs({ window: 60 }));

    expect([run.result, run.step('credential').state]).toEqual(['succeeded', 'skipped']);
    await unchanged(before);
  });

  it('asks which lease is the old one, at the first time, and takes none for an answer', async () => {
    const before = await workload.secret();
    await space.kubectl(['annotate', 'secret', 'db', 'atomctl.io/lease-']);
    const asked = await playbook.run(inputs());
    expect(asked.record.reason).toBe(
      `known: Secret ${space.name}/db does not say which lease its credential has: give oldLease, or none`,
    );
    const wrong = await playbook.run(inputs({ oldLease: `${before.lease}x` }));
    expect(wrong.record.reason).toBe(`old: Vault has no lease ${before.lease}x`);
    await unchanged({ ...before, lease: '' }, before.lease);

    const given = await playbook.run(inputs({ oldLease: before.lease }));
    expect([given.result, await workload.lives(before.lease)]).toEqual(['succeeded', false]);
    expect((await workload.secret()).lease).toBe(given.step('credential').outputs.lease.id);
  });

  it('says of a Deployment that there is none, before there is a plan', async () => {
    const { error } = (await playbook.plan(inputs({ deployment: 'shpo' }))).json();
    expect(error.message).toMatch(/there is no Deployment "shpo" in the namespace \S+, did you mean "shop"/);
  });

  it.each([
    ['secret', { secret: 'bd' }, /there is no Secret "bd" in the namespace \S+/],
    ['credential', { credentials: 'database/creds/ap' }, /ap/],
    ['credential', { credentials: 'databse/creds/app' }, /did you mean database/],
  ])('says at %s of %j that there is none, and makes nothing', async (step, names, message) => {
    const before = await workload.secret();
    const run = await playbook.run(inputs(names));
    expect(run.result).toBe('failed');
    expect(run.step(step).error.message).toMatch(message);
    await unchanged(before);
  });

  it('says of a Secret that is immutable that it is, before anything is made', async () => {
    const before = await workload.secret();
    const secret = JSON.parse(await space.kubectl(['get', 'secret', 'db', '-o', 'json']));
    const { annotations } = secret.metadata;
    const fixed = { ...secret, immutable: true, metadata: { name: 'fixed', annotations } };
    await space.kubectl(['create', '-f', '-'], JSON.stringify(fixed));
    const run = await playbook.run(inputs({ secret: 'fixed' }));
    await space.kubectl(['delete', 'secret', 'fixed']);

    expect([run.result, run.record.reason]).toEqual([
      'failed',
      `known: Secret ${space.name}/fixed is immutable: make another one, and let shop use that`,
    ]);
    await unchanged(before);
  });
});

/** The inputs stand in the order in which they are given. */
function lines(text: string, namespace: string): string[] {
  const same = sameEachTime(text, namespace).replaceAll('shop', 'NAMESPACE');
  return same
    .split('\n')
    .map((line) => line.trim())
    .toSorted();
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}
