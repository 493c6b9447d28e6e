import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeBackup } from '../../backup.ts';
import { temporaryDirectory } from '../../cli.ts';
import { commandLines } from '../../command-lines.ts';
import { startMinio } from '../../minio.ts';
import { needed } from '../../parts.ts';
import { backUpToS3, dumpShop, makeShop, ODD_NAMES } from '../backups.ts';
import type { Inputs } from '../shipped.ts';
import { startPostgres } from '../../postgres.ts';
import type { Outcome, Staged } from './outcome.ts';

const playbook = 'backup-verify';
/** No file and no process of it. */
const NOTHING = { staging: [], running: [] };

export const backupVerify: readonly Outcome[] = [
  {
    playbook,
    what: 'restores a dump',
    result: 'succeeded',
    leaves: NOTHING,
    stage: async () => {
      const postgres = await startPostgres(needed('postgres'));
      await makeShop(postgres);
      const archive = await dumpShop(postgres, temporaryDirectory());
      const inputs = { source: 'postgres', archive, postgresPrograms: postgres.programs };
      return { ...checking(inputs), [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose]() };
    },
  },
  {
    playbook,
    what: 'restores objects',
    result: 'succeeded',
    leaves: NOTHING,
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
    playbook,
    what: 'finds a damaged archive',
    result: 'rolled-back',
    leaves: NOTHING,
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

function checking(inputs: Inputs): Staged {
  const staging = temporaryDirectory();
  return {
    fault: () => Promise.resolve({ ...inputs, staging }),
    world: async (run) => ({
      staging: readdirSync(staging),
      running: commandLines()
        .split('\n')
        .filter((line) => line.includes(staging)),
      // Told twice is better than not at all.
      said: [...new Set((await run.log('report')).split('\n'))],
    }),
  };
}
