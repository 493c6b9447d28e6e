import { globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../support/backup.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { type Minio, startMinio } from '../support/minio.ts';
import { part } from '../support/parts.ts';
import { backUpToS3, dumpShop, makeShop, ODD_NAMES } from '../support/playbook/backups.ts';
import { onCall } from '../support/playbook/on-call.ts';
import { packedTwice } from '../support/playbook/same-pack.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

const NAME = 'backup-verify';
const minioProgram = part('minio');
const postgresProgram = part('postgres');

it('packs to the same digest everywhere', () => {
  const [here, there] = packedTwice(NAME);
  expect(there).toBe(here);
});

describe('backup-verify of files', () => {
  let playbook: Shipped;
  beforeAll(async () => {
    playbook = await shipped(NAME);
  });

  it('is safe, and reaches nothing', async () => {
    expect(await playbook.dryRun()).toMatchObject({ class: 'safe', score: 0, issues: [] });
    const planned = await playbook.plan({ archive: '/backups/monday.tar.gz' });
    expect(planned.json().egress).toEqual([]);
  });

  it('takes the newest archive of a folder, and tells the CI channel that it is good', async () => {
    await using ci = await onCall();
    const { archive } = await makeBackup(temporaryDirectory('the backups '), { 'a b': '1', c: '22' });
    writeFileSync(path.join(path.dirname(archive), 'readme.txt'), 'no backup');
    const folder = path.dirname(archive);
    const run = await playbook.run({ archive: folder, ciChannel: 'slack', ciUrl: ci.url });

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('check').outputs).toMatchObject({ archive, archiveBytes: statSync(archive).size });
    expect(run.step('verify').outputs).toMatchObject({ files: 2, bytes: 3 });
    expect(ci.told.map(({ body }) => body.text)).toEqual([
      `The backup ${folder} is good: All 2 files are as they should be.`,
    ]);
    expect(run.step('open-incident').state).toBe('skipped');
  });

  it('opens an incident that names the file in which a byte was flipped, and leaves nothing behind', async () => {
    await using pagerduty = await onCall();
    const backup = await makeBackup(temporaryDirectory(), { 'a b': 'good', c: '22' });
    writeFileSync(path.join(backup.folder, 'a b'), 'gooe');
    await backup.pack();
    const staging = temporaryDirectory('staging ');
    const told = { onCallChannel: 'pagerduty', onCallUrl: pagerduty.url, onCallKey: 'env://KEY' };
    const run = await shippedWith({ KEY: 'routing-key' }, { archive: backup.archive, staging, ...told });

    const why = '1 of 2 files are damaged or missing; the first is ./a b';
    expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
    expect(run.record.reason).toBe(`verify: exited with 1: ${why}`);
    expect(pagerduty.told).toHaveLength(1);
    expect(pagerduty.told[0]?.body).toMatchObject({
      routing_key: 'routing-key',
      event_action: 'trigger',
      dedup_key: `backup-verify/${backup.archive}`,
      payload: { summary: expect.stringContaining(why) },
    });
    expect(await run.log('report')).toContain(
      `The backup ${backup.archive} is NOT good: exited with 1: ${why}`,
    );
    expect(readdirSync(staging)).toEqual([]);
  });

  it('is good also where its channel does not answer, and says that it could not tell', async () => {
    const { archive } = await makeBackup(temporaryDirectory(), { a: '1' });
    const run = await playbook.run({ archive, ciChannel: 'webhook', ciUrl: 'http://127.0.0.1:9/' });
    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded-with-errors' });
    expect(run.step('report').error.message).toContain('127.0.0.1:9');
  });
});

async function shippedWith(env: Readonly<Record<string, string>>, inputs: Inputs) {
  return (await shipped(NAME, env)).run(inputs);
}

describe.skipIf(minioProgram === undefined)('backup-verify of objects', () => {
  let minio: Minio;
  let playbook: Shipped;
  beforeAll(async () => {
    minio = await startMinio(minioProgram ?? '');
    await minio.makeBucket('backups');
    playbook = await shipped(NAME, { S3_KEY: minio.accessKey, S3_SECRET: minio.secretKey });
  });
  afterAll(() => minio[Symbol.asyncDispose]());

  const inputs = (prefix: string, more: Inputs = {}): Inputs => ({
    source: 's3',
    endpoint: minio.url,
    bucket: 'backups',
    prefix,
    accessKey: 'env://S3_KEY',
    secretKey: 'env://S3_SECRET',
    ...more,
  });

  it('restores a part of the newest backup under the prefix, read-only, and reads nothing else', async () => {
    await backUpToS3(minio, { bucket: 'backups', place: 'good/monday/', names: ['a'] });
    await backUpToS3(minio, { bucket: 'backups', place: 'good/an ü+/', names: ODD_NAMES });
    const run = await playbook.run(inputs('good/', { sample: 4 }));

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('fetch').outputs).toEqual({
      exitCode: 0,
      manifest: 'good/an ü+/SHA256SUMS',
      objects: ODD_NAMES.length,
      restored: 4,
      error: null,
    });
    expect(await run.log('report')).toContain('4 of 6 objects were restored and are as they should be');
    const planned = await playbook.plan(inputs('good/'));
    expect(planned.json().egress).toEqual([new URL(minio.url).host]);
  });

  it('restores every object where it is told so, whatever its name', async () => {
    await backUpToS3(minio, { bucket: 'backups', place: 'all/', names: ODD_NAMES });
    const run = await playbook.run(inputs('all/', { sample: 0 }));
    expect(run.step('verify').outputs).toMatchObject({ files: ODD_NAMES.length });
  });

  it('names the object in which a byte was flipped', async () => {
    await backUpToS3(minio, { bucket: 'backups', place: 'flipped/', names: ODD_NAMES });
    await minio.put('backups', 'flipped/a b.txt', 'the content of a b.txu');
    const run = await playbook.run(inputs('flipped/', { sample: 0 }));
    expect(run.record.reason).toContain('1 of 6 files are damaged or missing; the first is ./a b.txt');
  });

  it('names an object that is missing, also where it is not in the sample', async () => {
    await backUpToS3(minio, { bucket: 'backups', place: 'missing/', names: ODD_NAMES });
    await minio.remove('backups', 'missing/100%25');
    const run = await playbook.run(inputs('missing/', { sample: 1 }));
    expect(run.record.reason).toBe(
      'fetch: exited with 1: 1 of 6 objects are missing from the bucket; the first is missing/100%25',
    );
  });

  it('keeps its keys to itself', () => {
    const kept = globSync('**', { cwd: playbook.ana.home })
      .map((file) => path.join(playbook.ana.home, file))
      .filter((file) => statSync(file).isFile());
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((file) => readFileSync(file).includes(minio.secretKey))).toEqual([]);
  });
});

describe.skipIf(postgresProgram === undefined)('backup-verify of a dump', () => {
  let postgres: TestPostgres;
  let playbook: Shipped;
  beforeAll(async () => {
    postgres = await startPostgres(postgresProgram ?? '');
    playbook = await shipped(NAME);
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  const inputs = (archive: string, more: Inputs = {}): Inputs => ({
    source: 'postgres',
    archive,
    postgresPrograms: postgres.programs,
    ...more,
  });

  it('restores tables and all that their rows refer to into a Postgres of the run alone', async () => {
    await makeShop(postgres);
    const dump = await dumpShop(postgres, temporaryDirectory());
    const staging = temporaryDirectory();
    const run = await playbook.run(
      inputs(path.dirname(dump), {
        staging,
        sample: 1,
        minRows: { 'public.orders': 5000, 'public.uses': 1 },
      }),
    );

    expect(run).toMatchObject({ exitCode: 0, result: 'succeeded' });
    expect(run.step('restore').outputs).toMatchObject({ tables: 6, rows: 5701, constraints: 12 });
    expect(await run.log('restore')).toContain("1 rows in Odd Schema.odd 'table\n");
    expect(await run.log('report')).toContain(
      '6 tables with 5701 rows were restored, and their 12 constraints hold.',
    );
    expect(readdirSync(staging)).toEqual([]);
  });

  it.for([
    [
      'rows that refer to none',
      'SET session_replication_role = replica; DELETE FROM customers WHERE id <= 2',
      '100 rows of public.orders have no row in public.customers that they refer to (orders_customer_fkey)',
    ],
    ['too few rows', 'DELETE FROM orders WHERE id > 7', 'public.orders has 7 rows, and must have 5000'],
  ] as const)('finds %s', async ([, harm, why]) => {
    await makeShop(postgres, harm);
    const dump = await dumpShop(postgres, temporaryDirectory());
    const run = await playbook.run(inputs(dump, { sample: 1, minRows: { 'public.orders': 5000 } }));
    expect(run).toMatchObject({ exitCode: 1, result: 'rolled-back' });
    expect(run.record.reason).toBe(`restore: exited with 1: ${why}`);
  });
});
