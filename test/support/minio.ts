import { temporaryDirectory } from './cli.ts';
import { askS3, type S3User } from './s3-request.ts';
import { type RunningServer, startServer } from './server.ts';

/** Characters that a shell, a config of curl, and a URL each read in their own way. */
const ROOT: S3User = { accessKey: 'backup-reader', secretKey: String.raw`p/a"ss w&rd+\x$HOME` };

/** An S3 on the loopback; ends when it is disposed of, also in the middle of what it does. */
export interface Minio extends RunningServer, S3User {
  makeBucket(bucket: string): Promise<void>;
  get(bucket: string, key: string): Promise<string>;
  put(bucket: string, key: string, body: Buffer | string): Promise<void>;
  remove(bucket: string, key: string): Promise<void>;
}

/** The real MinIO on a folder of its own. */
export async function startMinio(program: string): Promise<Minio> {
  const data = temporaryDirectory('atomctl-minio-');
  const server = await startServer(program, {
    args: (port) => ['server', '--quiet', '--address', `127.0.0.1:${port}`, data],
    ready: '/minio/health/cluster',
    env: {
      HOME: data,
      MINIO_ROOT_USER: ROOT.accessKey,
      MINIO_ROOT_PASSWORD: ROOT.secretKey,
      MINIO_UPDATE: 'off',
      MINIO_BROWSER: 'off',
    },
  });
  const ask = async (method: string, path: readonly string[], body?: Buffer | string) => {
    return askS3(ROOT, { method, url: server.url, path, ...(body !== undefined && { body }) });
  };
  return {
    ...server,
    ...ROOT,
    makeBucket: async (bucket) => void (await ask('PUT', [bucket])),
    get: (bucket, key) => ask('GET', [bucket, key]),
    put: async (bucket, key, body) => void (await ask('PUT', [bucket, key], body)),
    remove: async (bucket, key) => void (await ask('DELETE', [bucket, key])),
  };
}
