import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

export interface ImageRegistry extends AsyncDisposable {
  /** By tag, and by digest. */
  readonly image: string;
  readonly pinned: string;
}

const MEDIA = 'application/vnd.docker';

/** A registry at `host`, on the loopback, that has one image, of one layer. */
export async function serveImage(host: string, rootfs: string): Promise<ImageRegistry> {
  const blobs = new Map<string, { readonly bytes: Uint8Array; readonly type: string }>();
  const blob = (bytes: Uint8Array, kind: string) => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const mediaType = `${MEDIA}.${kind}`;
    blobs.set(digest, { bytes, type: mediaType });
    return { digest, size: bytes.length, mediaType };
  };
  const layer = blob(readFileSync(rootfs), 'image.rootfs.diff.tar');
  const config = blob(
    json({
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [layer.digest] },
    }),
    'container.image.v1+json',
  );
  const kind = 'distribution.manifest.v2+json';
  const manifest = blob(
    json({ schemaVersion: 2, mediaType: `${MEDIA}.${kind}`, config, layers: [layer] }),
    kind,
  );
  blobs.set('1.4.2', {
    bytes: blobs.get(manifest.digest)?.bytes ?? new Uint8Array(),
    type: manifest.mediaType,
  });

  const server = createServer((request, response) => {
    const found = blobs.get(decodeURIComponent(request.url?.split('/').at(-1) ?? ''));
    if (request.url === '/v2/') response.writeHead(200).end();
    else if (found === undefined) response.writeHead(404).end();
    else {
      const digest = `sha256:${createHash('sha256').update(found.bytes).digest('hex')}`;
      response.writeHead(200, {
        'content-type': found.type,
        'content-length': found.bytes.length,
        'docker-content-digest': digest,
      });
      response.end(request.method === 'HEAD' ? undefined : found.bytes);
    }
  }).listen(Number(host.split(':')[1]), '127.0.0.1');
  await once(server, 'listening');
  const name = `${host}/team/report`;
  return {
    image: `${name}:1.4.2`,
    pinned: `${name}@${manifest.digest}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
