import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, createReadStream, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

interface Place {
  readonly home: string;
  /** The part, which has a static busybox. */
  readonly tree: string;
  readonly socket: string;
}

const APPLETS =
  'sh cat chmod date dd echo env false grep head id kill ls mkdir mv nc printf ps rm sed seq sleep stat tail touch tr true wc wget yes';

/** Makes an image of busybox alone, and another that runs as user 1000, by the engine's own API. */
export async function importBusybox(
  { home, tree, socket }: Place,
  { image, userImage }: { readonly image: string; readonly userImage: string },
): Promise<void> {
  const root = path.join(home, 'rootfs');
  for (const folder of ['bin', 'etc', 'tmp']) mkdirSync(path.join(root, folder), { recursive: true });
  copyFileSync(path.join(tree, 'bin/busybox'), path.join(root, 'bin/busybox'));
  for (const applet of APPLETS.split(' ')) symlinkSync('busybox', path.join(root, 'bin', applet));
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nada:x:1000:1000::/:/bin/sh\n');
  const archive = path.join(home, 'rootfs.tar');
  execFileSync('tar', ['-C', root, '-cf', archive, '.']);
  await importImage(socket, { archive, image, changes: 'CMD ["/bin/sh"]' });
  await importImage(socket, { archive, image: userImage, changes: 'USER ada' });
}

async function importImage(
  socketPath: string,
  { archive, image, changes }: { archive: string; image: string; changes: string },
): Promise<void> {
  const query = new URLSearchParams({ fromSrc: '-', repo: image, changes });
  const headers = { host: 'engine', 'content-type': 'application/x-tar' };
  const asked = request({
    socketPath,
    method: 'POST',
    path: `/v1.41/images/create?${query.toString()}`,
    headers,
  });
  const answered = once(asked, 'response');
  await pipeline(createReadStream(archive), asked);
  const [response] = await answered;
  const said = await text(response);
  if (response.statusCode !== 200 || said.includes('"error"')) throw new Error(said);
}
