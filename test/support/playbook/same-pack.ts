import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, globSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The digests of a playbook packed here, and from another folder, in another time zone, umask, language and order of files. */
export function packedTwice(name: string): readonly [string, string] {
  const folder = path.join(ROOT, 'playbooks', name);
  const other = path.join(temporaryDirectory(), name);
  const files = globSync('**', { cwd: folder }).filter((file) => statSync(path.join(folder, file)).isFile());
  for (const file of files.toSorted().toReversed()) {
    const copy = path.join(other, file);
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 });
    copyFileSync(path.join(folder, file), copy);
    // Others may read it or not: whether it runs is all that counts.
    chmodSync(copy, (statSync(copy).mode & 0o100) === 0 ? 0o600 : 0o700);
  }
  return [
    digestOf(folder, { umask: '022', TZ: 'UTC', LC_ALL: 'C' }),
    digestOf(other, { umask: '077', TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' }),
  ];
}

function digestOf(folder: string, { umask, ...env }: Readonly<Record<string, string>>): string {
  const home = temporaryDirectory();
  const pack = ['pack', folder, '-o', path.join(home, 'packed.wpk'), '--json'];
  const printed = execFileSync(
    'sh',
    [
      '-c',
      'umask "$1"; shift; exec "$@"',
      'sh',
      umask ?? '',
      process.execPath,
      path.join(ROOT, 'bin/run.js'),
      ...pack,
    ],
    { encoding: 'utf8', env: { PATH: process.env['PATH'], ATOMCTL_HOME: home, ...env } },
  );
  const { digest }: { digest: string } = JSON.parse(printed);
  return digest;
}
