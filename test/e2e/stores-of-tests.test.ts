import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/cli.ts';
import { startMinio } from '../support/minio.ts';
import { part } from '../support/parts.ts';
import { startPostgres } from '../support/postgres.ts';
import { askS3 } from '../support/s3-request.ts';

const postgresProgram = part('postgres');
const minioProgram = part('minio');

describe.skipIf(postgresProgram === undefined)('the Postgres of tests', () => {
  test('knows a user by the password alone, and dumps what it holds', async () => {
    await using postgres = await startPostgres(postgresProgram ?? '');
    await postgres.sql('CREATE DATABASE shop');
    await postgres.sql("CREATE ROLE app LOGIN PASSWORD 'right'; CREATE TABLE goods AS SELECT 7 AS a", {
      database: 'shop',
    });
    const dump = path.join(temporaryDirectory(), 'shop.dump');
    await postgres.dump('shop', dump);
    const { stdout } = await execa(path.join(postgres.programs, 'pg_restore'), ['--list', dump]);

    expect(stdout).toContain('TABLE DATA public goods postgres');
    expect(await postgres.sql('SELECT current_user', { user: 'app', password: 'right' })).toBe('app');
    await expect(postgres.sql('SELECT 1', { user: 'app', password: 'wrong' })).rejects.toThrow(
      'password authentication failed',
    );
  });
});

describe.skipIf(minioProgram === undefined)('the MinIO of tests', () => {
  test('gives an object back, and none to another key', async () => {
    await using minio = await startMinio(minioProgram ?? '');
    await minio.makeBucket('backups');
    await minio.put('backups', 'a b/ü+(1).txt', 'whole');

    expect(await minio.get('backups', 'a b/ü+(1).txt')).toBe('whole');
    const other = { ...minio, secretKey: 'another' };
    const request = { method: 'GET', url: minio.url, path: ['backups', 'a b/ü+(1).txt'] };
    await expect(askS3(other, request)).rejects.toThrow('SignatureDoesNotMatch');
  });
});
