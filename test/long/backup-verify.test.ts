import { describe, expect, it } from 'vitest';
import { makeBackup } from '../support/backup.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { startMinio } from '../support/minio.ts';
import { part } from '../support/parts.ts';
import { backUpToS3, dumpShop, makeShop } from '../support/playbook/backups.ts';
import { type Inputs, shipped } from '../support/playbook/shipped.ts';
import { startPostgres } from '../support/postgres.ts';

const [minioProgram, postgresProgram] = [part('minio'), part('postgres')];

/** Files enough for several parts, and more objects than a page of a listing has. */
const MANY = Array.from({ length: 3000 }, (_, index) => `folder ${index % 13}/file ${index}`);

describe('backup-verify with its defaults', () => {
  it('is good of an archive', async () => {
    const files = Object.fromEntries(MANY.map((name) => [name, name]));
    const { archive } = await makeBackup(temporaryDirectory(), files);
    const run = await (await shipped('backup-verify')).run({ archive });
    expect(run.step('verify').outputs).toMatchObject({ files: MANY.length });
  });

  it.skipIf(minioProgram === undefined)('is good of objects', async () => {
    await using minio = await startMinio(minioProgram ?? '');
    await minio.makeBucket('backups');
    await backUpToS3(minio, { bucket: 'backups', place: 'night/', names: MANY });
    const env = { S3_KEY: minio.accessKey, S3_SECRET: minio.secretKey };
    const keys: Inputs = { accessKey: 'env://S3_KEY', secretKey: 'env://S3_SECRET' };
    const playbook = await shipped('backup-verify', env);
    const run = await playbook.run({ source: 's3', endpoint: minio.url, bucket: 'backups', ...keys });
    expect(run.step('fetch').outputs).toMatchObject({ objects: MANY.length, restored: 20 });
  });

  it.skipIf(postgresProgram === undefined)('is good of a dump', async () => {
    await using postgres = await startPostgres(postgresProgram ?? '');
    await makeShop(postgres);
    const archive = await dumpShop(postgres, temporaryDirectory());
    const { programs: postgresPrograms } = postgres;
    const run = await (await shipped('backup-verify')).run({ source: 'postgres', archive, postgresPrograms });
    expect(run.step('restore').outputs).toMatchObject({ tables: 6, rows: 5701 });
  });
});
