import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Command lines that use what a usual day uses; each leaves the code caches of the chunks that it ran. */
const USUAL: readonly (readonly string[])[] = [
  ['--help'],
  ['schema'],
  ['schema', '--json'],
  ['config'],
  ['doctor', '--json'],
  ['no-such-command'],
];

/** Runs `binary` as a user would, and gives the code caches as assets by name. */
export function warmUp(binary: string, folder: string): Record<string, string> {
  const caches = path.join(folder, 'caches');
  mkdirSync(caches, { recursive: true });
  execFileSync(binary, ['--version']);
  const home = mkdtempSync(path.join(os.tmpdir(), 'atomctl-warm-up-'));
  const env = {
    ATOMCTL_BINARY_WARM_UP: caches,
    ATOMCTL_HOME: home,
    XDG_CACHE_HOME: home,
    PATH: process.env['PATH'],
  };
  try {
    for (const args of USUAL) spawnSync(binary, args, { cwd: home, env, stdio: 'ignore' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return Object.fromEntries(
    readdirSync(caches).map((name) => [name.replaceAll('~', '/'), path.join(caches, name)]),
  );
}
