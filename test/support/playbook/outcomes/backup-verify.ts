import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeBackup } from '../../test/support/backup.ts';
import { temporaryDirectory } from '../../test/support/cli.ts';
import { commandLines } from '../../test/support/command-lines.ts';
import { startMinio } from '../../test/support/minio.ts';
import { needed } from '../../test/support/parts.ts';
import { backUpToS3, dumpShop, makeShop, ODD_NAMES } from '../../test/support/playbook/backups.ts';
import type { Inputs } from '../../test/support/playbook/shipped.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import type { KillRow, KillScene } from './row.ts';

const name = 'backup-verify';

export const backupVerify: readonly KillRow[] = [
  {
    name,
    outcome: 'restores a dump',
    stage: async () => {
      const postgres = await startPostgres(needed('postgres'));
      await makeShop(postgres);
      const archive = await dumpShop(postgres, temporaryDirectory());
      const inputs = { source: 'postgres', archive, postgresPrograms: postgres.programs };
      return { ...checking(inputs), [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose]() };
    },
  },
  {
    name,
    outcome: 'restores objects',
    stage: async () => {
      const minio = await startMinio(needed('minio'));
      await minio.makeBucket('backups');
      await backUpToS3(minio, { bucket: 'backups', place: 'night/', names: ODD_NAMES });
      const keys = { accessKey: 'env://S3_KEY', secretKey: 'env://S3_SECRET' };
      return {
        ...checking({ source: 's3', endpoint: minio.url, bucket: 'backups', ...keys }),
        env: { S3_KEY: minio.accessKey, S3_SECRET: minio.secretKey },
        [Symbol.asyncDispose]: () => minio[Symbol.asyncDispose](),
      };
    },
  },
  {
    name,
    outcome: 'finds a damaged archive',
    stage: async () => {
      const backup = await makeBackup(temporaryDirectory(), {
        'a b.txt': 'a',
        'sub/c': 'c',
      });
      appendFileSync(path.join(backup.folder, 'sub/c'), 'damage');
      await backup.pack();
      return checking({ archive: backup.archive });
    },
  },
];

/** Nothing of it is to be left: no file, and no process. */
function checking(inputs: Inputs): KillScene {
  const staging = temporaryDirectory();
  return {
    fault: () => Promise.resolve({ ...inputs, staging }),
    world: async (run) => ({
      staging: readdirSync(staging),
      running: commandLines()
        .split('\n')
        .filter((line) => line.includes(staging)),
      said: (await run.log('report')).replaceAll(run.id, 'RUN'),
    }),
  };
}
