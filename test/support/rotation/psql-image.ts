import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, linkSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeParts } from '../cluster/place.ts';
import type { Image } from '../cluster/node/images.ts';

/** Busybox with psql and what that is linked with. `programs` is the folder of the part `postgres`. */
export function psqlImage(programs: string, root: string): Image {
  const lib = path.join(root, 'lib/psql');
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'sys', 'lib/psql'])
    mkdirSync(path.join(root, folder), { recursive: true });
  mkdirSync(path.join(root, 'tmp'));
  execFileSync('chmod', ['1777', path.join(root, 'tmp')]);
  const busybox = path.join(root, 'bin/busybox');
  copyFileSync(path.join(nodeParts()?.runc ?? '', 'bin/busybox'), busybox);
  for (const applet of ['sh', 'sleep', 'test', 'touch', 'rm', 'cat', 'true', 'false'])
    linkSync(busybox, path.join(root, 'bin', applet));

  const [psql = ''] = globSync(path.join(programs, 'usr/lib/postgresql/*/bin/psql'));
  copyFileSync(psql, path.join(lib, 'psql'));
  for (const library of librariesOf(psql, programs))
    copyFileSync(realpathSync(library), path.join(lib, path.basename(library)));
  const loader = path.basename(globSync(path.join(lib, 'ld-linux*'))[0] ?? '');
  const start = `#!/bin/sh\nexec /lib/psql/${loader} --library-path /lib/psql /lib/psql/psql "$@"\n`;
  writeFileSync(path.join(root, 'bin/psql'), start, { mode: 0o755 });
  return { name: 'localhost/atomctl-test/psql:1', root, command: ['psql'] };
}

function librariesOf(program: string, folder: string): readonly string[] {
  const own = globSync(path.join(folder, '{usr/lib,lib}/*-linux-gnu'));
  const said = execFileSync('ldd', [program], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: own.join(':') },
  });
  return said.split('\n').flatMap((line) => /(?:=> |^\s+)(\/\S+) \(/.exec(line)?.[1] ?? []);
}
