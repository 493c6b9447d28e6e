import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { extract } from 'tar';
import type { BinaryConfig, TargetName } from './config.ts';

/** Where the Nodes of other machines are kept: outside the checkout, by version. */
export function baseCache({ node }: BinaryConfig): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache');
  return path.join(caches, 'atomctl-build', `node-${node}`);
}

/**
 * Puts a target's Node where pkg looks for its own downloads (`.pkg-cache/sea` under the home directory),
 * so that pkg asks no other host: the Node comes from npm. Gives the home that pkg must be told.
 */
export async function provideBase(target: TargetName, config: BinaryConfig): Promise<string> {
  const { base, node } = baseOf(target, config);
  const home = baseCache(config);
  const folder = path.join(home, '.pkg-cache', 'sea');
  const name = `node-v${config.node}-${target.replace('win32', 'win')}`;
  const windows = target.startsWith('win32');
  const executable = path.join(folder, windows ? `${name}.exe` : path.join(name, 'bin', 'node'));
  if (existsSync(`${executable}.ok`)) return home;

  mkdirSync(path.dirname(executable), { recursive: true });
  const fresh = mkdtempSync(path.join(folder, 'new-'));
  try {
    const packed = execFileSync(
      'npm',
      ['pack', '--silent', '--pack-destination', fresh, `${base}@${config.node}`],
      {
        encoding: 'utf8',
        shell: process.platform === 'win32',
      },
    ).trim();
    await extract({
      file: path.join(fresh, packed),
      cwd: fresh,
      filter: (file) => file === `package/${node}`,
    });
    copyFileSync(path.join(fresh, 'package', node), path.join(fresh, 'node'));
    chmodSync(path.join(fresh, 'node'), 0o755);
    renameSync(path.join(fresh, 'node'), executable);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  // pkg takes these as "downloaded and checked": an archive that it never opens, then the executable.
  const archive = path.join(folder, `${name}.${windows ? 'zip' : 'tar.gz'}`);
  for (const mark of [archive, `${archive}.ok`, `${executable}.ok`]) writeFileSync(mark, '');
  return home;
}

function baseOf(target: TargetName, { targets }: BinaryConfig) {
  const base = targets[target];
  if (base === undefined) throw new Error(`pkg.config.json has no target ${target}`);
  return base;
}
