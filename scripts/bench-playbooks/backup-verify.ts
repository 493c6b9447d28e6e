import { startMinio } from '../../test/support/minio.ts';
import { needed } from '../../test/support/parts.ts';
import { backUpToS3 } from '../../test/support/playbook/backups.ts';
import type { PlaybookRow } from './row.ts';

const OBJECTS = 200;

/** Objects of S3: of the three kinds of backup the one with the most to do by hand. Neither side waits for anything. */
export const backupVerify: PlaybookRow = {
  name: 'backup-verify',
  waits: [],
  fault: async () => {
    const minio = await startMinio(needed('minio'));
    await minio.makeBucket('backups');
    const names = Array.from({ length: OBJECTS }, (_, index) => `part ${index % 7}/record ${index}`);
    await backUpToS3(minio, { bucket: 'backups', place: 'night/', names });
    const keys = { accessKey: 'env://AWS_ACCESS_KEY_ID', secretKey: 'env://AWS_SECRET_ACCESS_KEY' };
    return {
      inputs: { source: 's3', endpoint: minio.url, bucket: 'backups', prefix: 'night/', ...keys },
      args: ['s3', minio.url, 'backups', 'night/'],
      env: { AWS_ACCESS_KEY_ID: minio.accessKey, AWS_SECRET_ACCESS_KEY: minio.secretKey },
      [Symbol.asyncDispose]: () => minio[Symbol.asyncDispose](),
    };
  },
};
