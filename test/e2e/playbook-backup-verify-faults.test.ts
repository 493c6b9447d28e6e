import { readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBackup } from '../support/backup.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { type Minio, startMinio } from '../support/minio.ts';
import { part } from '../support/parts.ts';
import { playbookScripts, type StepResult } from '../support/playbook.ts';
import { backUpToS3, dumpShop, makeShop, ODD_NAMES, vouchFor } from '../support/playbook/backups.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { NO_SMALL_DISK, smallDisk } from '../support/small-disk.ts';

const NAME = 'backup-verify';
const minioProgram = part('minio');
const postgresProgram = part('postgres');

const PLAIN = {
  ARCHIVE: '',
  STAGING_ROOT: '',
  CHECKSUMS: 'SHA256SUMS',
  ALLOW_EXTRA: 'false',
  MAX_AGE_HOURS: '0',
  SAMPLE: '0',
  POSTGRES_PROGRAMS: '',
};

type Env = Readonly<Record<string, string>>;

/** Runs the scripts one after the other, in a work folder of their own, up to the first that fails; gives how that ended. */
async function firstFailure(scripts: readonly string[], env: Env): Promise<StepResult & { script: string }> {
  const { run } = playbookScripts(NAME, temporaryDirectory('work '));
  for (const script of scripts) {
    const result = await run(script, { ...PLAIN, ...env });
    if (result.exitCode !== 0) return { script, ...result };
  }
  throw new Error('every step passed');
}

describe.skipIf(minioProgram === undefined)('backup-verify of objects says', () => {
  let minio: Minio;
  let env: Env;
  beforeAll(async () => {
    minio = await startMinio(minioProgram ?? '');
    await minio.makeBucket('backups');
    const secrets = temporaryDirectory();
    const [key, secret, wrong] = ['key', 'secret', 'wrong'].map((name) => path.join(secrets, name));
    writeFileSync(key ?? '', minio.accessKey);
    writeFileSync(secret ?? '', minio.secretKey);
    writeFileSync(wrong ?? '', 'another secret');
    env = {
      SOURCE: 's3',
      ENDPOINT: minio.url,
      REGION: 'us-east-1',
      BUCKET: 'backups',
      PREFIX: 'good/',
      ACCESS_KEY: key ?? '',
      SECRET_KEY: secret ?? '',
      WRONG: wrong ?? '',
    };
    await backUpToS3(minio, { bucket: 'backups', place: 'good/', names: ODD_NAMES });
    await minio.put('backups', 'empty/SHA256SUMS', '');
    await minio.put('backups', 'bare/a', 'a');
    await minio.put('backups', 'escape/SHA256SUMS', `${'0'.repeat(64)}  ../good/a b.txt\n`);
    await backUpToS3(minio, { bucket: 'backups', place: 'more/', names: ['a'] });
    await minio.put('backups', 'more/slipped in', 'b');
  });
  afterAll(() => minio[Symbol.asyncDispose]());

  it.for([
    ['an empty prefix', { PREFIX: 'none/' }, 'There is nothing under none/ of the bucket backups.'],
    [
      'a prefix without a manifest',
      { PREFIX: 'bare/' },
      'There is no SHA256SUMS under bare/ of the bucket backups.',
    ],
    [
      'an empty manifest',
      { PREFIX: 'empty/' },
      'empty/SHA256SUMS is empty: nothing says what the files should be.',
    ],
    [
      'a manifest that leaves its place',
      { PREFIX: 'escape/' },
      'Line 1 of escape/SHA256SUMS names a path outside the backup.',
    ],
    ['an object that nobody vouches for', { PREFIX: 'more/' }, 'nothing vouches for more/slipped in'],
    [
      'a bucket that is not there',
      { BUCKET: 'none' },
      'The bucket none of ENDPOINT cannot be listed: the answer is 404 NoSuchBucket',
    ],
    [
      'wrong credentials',
      { SECRET_KEY: 'WRONG' },
      'cannot be listed: the credentials are wrong (SignatureDoesNotMatch)',
    ],
    [
      'nobody there',
      { ENDPOINT: 'http://127.0.0.1:9' },
      'http://127.0.0.1:9 does not answer: (7) Failed to connect',
    ],
  ] as const)('%s', async ([, wrong, why]) => {
    const asked = Object.entries({ ...env, ...wrong }).map(([name, value]) => [name, env[value] ?? value]);
    const failed = await firstFailure(['check.sh', 'stage.sh', 'fetch.sh'], Object.fromEntries(asked));
    expect(failed.script).toBe('fetch.sh');
    const said = why.replace('ENDPOINT', minio.url);
    expect(failed.stderr).toContain(said);
    expect(failed.outputs).toEqual({ error: failed.stderr });
  });

  it.skipIf(NO_SMALL_DISK)('a full disk', async () => {
    using disk = smallDisk(2 ** 20);
    await minio.put('backups', 'large/a', Buffer.alloc(2 ** 21));
    await minio.put('backups', 'large/SHA256SUMS', `${'0'.repeat(64)}  a\n`);
    const failed = await firstFailure(['check.sh', 'stage.sh', 'fetch.sh'], {
      ...env,
      PREFIX: 'large/',
      STAGING_ROOT: disk.folder,
    });
    expect(failed.stderr).toBe('What is restored cannot be written: is there room in the staging place?');
  });

  it('an S3 that goes away in the middle', async () => {
    await using mortal = await startMinio(minioProgram ?? '');
    await mortal.makeBucket('backups');
    const names = Array.from({ length: 400 }, (_, index) => `many/${index}`);
    await backUpToS3(mortal, { bucket: 'backups', place: 'good/', names });
    const [work, staging] = [temporaryDirectory('work '), temporaryDirectory('staging ')];
    const { run, start } = playbookScripts(NAME, work);
    const asked = { ...PLAIN, ...env, ENDPOINT: mortal.url, STAGING_ROOT: staging };
    for (const script of ['check.sh', 'stage.sh']) await run(script, asked);
    const fetching = start('fetch.sh', asked);
    const restored = () =>
      readdirSync(staging, { recursive: true }).filter((name) => /many.\d/.test(String(name)));
    while (restored().length === 0) await sleep(20);
    await mortal[Symbol.asyncDispose]();
    const { exitCode, stderr } = await fetching;

    expect(restored().length).toBeLessThan(names.length);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${mortal.url} does not answer: (`);
    await run('clean.sh', asked);
    expect(readdirSync(staging)).toEqual([]);
  });
});

describe.skipIf(postgresProgram === undefined)('backup-verify of a dump says', () => {
  const ALL = ['check.sh', 'stage.sh', 'verify.sh', 'restore.sh'];
  let postgres: TestPostgres;
  let dump: string;
  let env: Env;
  beforeAll(async () => {
    postgres = await startPostgres(postgresProgram ?? '');
    await makeShop(postgres);
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  const fresh = async () => {
    dump = await dumpShop(postgres, temporaryDirectory('dumps '));
    env = { SOURCE: 'postgres', ARCHIVE: dump, POSTGRES_PROGRAMS: postgres.programs };
  };

  it.for([
    [
      'a byte that was flipped',
      'verify.sh',
      () => flip(dump),
      /^1 of 1 files are damaged or missing; the first is shop's night\.dump$/m,
    ],
    [
      'a dump that was cut off before it was vouched for',
      'restore.sh',
      () => cut(dump, 0.6),
      /^The dump does not restore: could not /m,
    ],
    [
      'a dump of which the beginning alone is left',
      'restore.sh',
      () => cut(dump, 0.05),
      /^The dump cannot be read: /m,
    ],
    [
      'what is no dump',
      'check.sh',
      () => writeFileSync(dump, 'SELECT 1;'),
      /is no dump in the custom format of pg_dump/,
    ],
    [
      'that nobody vouches for it',
      'verify.sh',
      () => writeFileSync(besides(), `${'0'.repeat(64)}  other\n`),
      /SHA256SUMS beside the dump does not name it/,
    ],
  ] as const)('%s', async ([, script, harm, why]) => {
    await fresh();
    harm();
    const failed = await firstFailure(ALL, env);
    expect(failed.stderr).toMatch(why);
    expect(failed.script).toBe(script);
  });

  it('that its tools are not where they were said to be', async () => {
    await fresh();
    const failed = await firstFailure(ALL, { ...env, POSTGRES_PROGRAMS: '/nowhere' });
    expect(failed.stderr).toBe('There are no initdb, postgres, psql and pg_restore in /nowhere');
  });

  it.skipIf(NO_SMALL_DISK)('a full disk', async () => {
    await fresh();
    using disk = smallDisk(30 * 2 ** 20);
    const failed = await firstFailure(ALL, { ...env, STAGING_ROOT: disk.folder });
    expect(failed.stderr).toBe('There is no room for what is restored: choose a staging place with more.');
  });

  const besides = () => path.join(path.dirname(dump), 'SHA256SUMS');
});

describe.skipIf(NO_SMALL_DISK)('backup-verify of files says', () => {
  it('a full disk, and not that the archive is damaged', async () => {
    using disk = smallDisk(2 ** 20);
    const { archive } = await makeBackup(temporaryDirectory(), { large: 'a'.repeat(2 ** 21) });
    const failed = await firstFailure(['check.sh', 'stage.sh', 'unpack.sh'], {
      SOURCE: 'files',
      ARCHIVE: archive,
      STAGING_ROOT: disk.folder,
    });
    expect(failed.stderr).toContain(
      'There is no room for what is restored: choose a staging place with more.',
    );
  });

  it('that the newest backup is too old', async () => {
    const { archive } = await makeBackup(temporaryDirectory(), { a: '1' });
    const env = { SOURCE: 'files', ARCHIVE: archive, MAX_AGE_HOURS: '26' };
    const longAgo = new Date(Date.now() - 27 * 3_600_000);
    utimesSync(archive, longAgo, longAgo);
    const failed = await firstFailure(['check.sh'], env);
    expect(failed.stderr).toBe(`The newest backup is older than 26 hours: ${archive}`);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(file, bytes);
}

/** Leaves this much of it, and a list that vouches for that. */
function cut(file: string, share: number): void {
  truncateSync(file, Math.floor(readFileSync(file).length * share));
  vouchFor(file);
}
