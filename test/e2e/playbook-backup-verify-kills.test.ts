import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeBackup } from '../support/backup.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { startMinio } from '../support/minio.ts';
import { part } from '../support/parts.ts';
import { backUpToS3, dumpShop, makeShop, ODD_NAMES } from '../support/playbook/backups.ts';
import { killed } from '../support/playbook/killed.ts';
import { type Inputs, type Shipped, shipped } from '../support/playbook/shipped.ts';
import { startPostgres } from '../support/postgres.ts';

const NAME = 'backup-verify';
const SEED = Number(process.env['ATOMCTL_TEST_SEED'] ?? 1);
const [minioProgram, postgresProgram] = [part('minio'), part('postgres')];
/** Ten kills in all, each with an owner more. */
const PATIENCE_MS = 900_000;
const CLEAN = { result: 'succeeded', staging: [], running: [] };

describe('backup-verify, with its owners killed at seeded moments,', { timeout: PATIENCE_MS }, () => {
  it.skipIf(postgresProgram === undefined)(
    'ends with a restored dump, and with no Postgres left',
    async () => {
      await using postgres = await startPostgres(postgresProgram ?? '');
      await makeShop(postgres);
      const archive = await dumpShop(postgres, temporaryDirectory());
      const more = { source: 'postgres', archive, postgresPrograms: postgres.programs, sample: 2 };
      for (const end of await endsOf(await shipped(NAME), more, 4)) expect(end).toEqual(CLEAN);
    },
  );

  it.skipIf(minioProgram === undefined)('ends with restored objects', async () => {
    await using minio = await startMinio(minioProgram ?? '');
    await minio.makeBucket('backups');
    await backUpToS3(minio, { bucket: 'backups', place: 'night/', names: ODD_NAMES });
    const playbook = await shipped(NAME, { S3_KEY: minio.accessKey, S3_SECRET: minio.secretKey });
    const keys = { accessKey: 'env://S3_KEY', secretKey: 'env://S3_SECRET' };
    const more = { source: 's3', endpoint: minio.url, bucket: 'backups', ...keys };
    for (const end of await endsOf(playbook, more, 3)) expect(end).toEqual(CLEAN);
  });

  it('ends with restored files', async () => {
    const names = Array.from({ length: 1500 }, (_, index) => `dir ${index % 7}/file ${index}`);
    const { archive } = await makeBackup(
      temporaryDirectory(),
      Object.fromEntries(names.map((name) => [name, name])),
    );
    for (const end of await endsOf(await shipped(NAME), { archive }, 3)) expect(end).toEqual(CLEAN);
  });
});

/** How runs ended whose owners were killed, and what was left of each. */
async function endsOf(playbook: Shipped, inputs: Inputs, points: number): Promise<readonly object[]> {
  const staging = temporaryDirectory();
  const whole = await playbook.run({ ...inputs, staging });
  const wholeMs = Date.parse(whole.record.endedAt) - Date.parse(whole.record.createdAt);
  const ends = [{ result: whole.result, staging: readdirSync(staging), running: commandsWith(staging) }];
  const after = async ({ result }: { readonly result: string }) => {
    ends.push({ result, staging: readdirSync(staging), running: commandsWith(staging) });
  };
  await killed(playbook, { ...inputs, staging }, { seed: SEED, points, wholeMs, after });
  return ends;
}

/** The command lines that are running and name this text. */
function commandsWith(text: string): readonly string[] {
  const lines = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return [readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
  return lines.filter((line) => line.includes(text));
}
