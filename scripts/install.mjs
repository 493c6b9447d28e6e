// Plain JavaScript for whatever Node started npm: installs what the lock says, then hands over to the pinned Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = path.join(root, 'node_modules', '.lock-sha256');

/** Installs when node_modules is not what package-lock.json says, then runs `script` on the pinned Node with this process's arguments. */
export function handOver(script) {
  if (!installed()) return;
  const bin = path.join(root, 'node_modules', '.bin');
  const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(node)) throw new Error(`the lock has no Node for ${process.platform}-${process.arch}`);
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  const shell = process.platform === 'win32';
  const { status, signal, error } = spawnSync(node, [path.join(root, script), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env, shell });
  if (error) throw error;
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1);
}

/** Whether what the lock says is there; sets the exit code where npm failed. */
function installed() {
  const stamp = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  console.log('installing (once): npm ci');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...rest] = npm === undefined ? ['npm', ...args] : [process.execPath, npm, ...args];
  const { status, error } = spawnSync(command, rest, { cwd: root, stdio: 'inherit', shell: npm === undefined && process.platform === 'win32' });
  if (error) throw error;
  process.exitCode = status ?? 1;
  if (status !== 0) return false;
  writeFileSync(stampFile, stamp);
  return true;
}
