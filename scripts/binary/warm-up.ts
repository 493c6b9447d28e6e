import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A day with atomctl, in order; each command leaves the code caches of the chunks that it ran. */
const DAY = [
  '--help',
  'schema --json',
  'config',
  'doctor --json',
  'completion bash',
  'no-such-command',
  'init starter',
  'explain spec.handlers',
  'validate starter',
  'validate starter --json',
  'validate broken.wpk.yaml',
  'pack starter',
  'inspect starter-0.1.0.wpk',
  'diff starter starter-0.1.0.wpk',
  'key generate',
  'trust add atomctl.pub',
  'trust list',
  'sign starter-0.1.0.wpk --key atomctl.key',
  'verify starter-0.1.0.wpk',
  'verify starter-0.1.0.wpk --key atomctl.pub --json',
  'verify starter-0.1.0.wpk --bundle absent',
  'push starter-0.1.0.wpk',
  'workflows list',
  'workflows show starter',
  'pull starter',
  'dry-run starter',
  'plan starter -i file=input -o plan.json',
  'plans list',
  'run starter -i file=input --approve --reason warm-up',
  'runs list',
  'audit log',
  'audit verify',
] as const;

/** Lives a day with `binary` in a folder of its own, and gives the code caches as assets by name. */
export function warmUp(binary: string, folder: string): Record<string, string> {
  const caches = path.join(folder, 'caches');
  mkdirSync(caches, { recursive: true });
  const home = mkdtempSync(path.join(os.tmpdir(), 'atomctl-warm-up-'));
  writeFileSync(path.join(home, 'input'), 'a line\n');
  writeFileSync(path.join(home, 'broken.wpk.yaml'), 'kind: WorkflowPackage\nspec: {handelrs: [1]}\n');
  const env = {
    ATOMCTL_BINARY_WARM_UP: caches,
    ATOMCTL_HOME: path.join(home, 'home'),
    ATOMCTL_PASSWORD: 'warm-up',
    XDG_CACHE_HOME: home,
    HOME: home,
    PATH: process.env['PATH'],
  };
  try {
    for (const line of DAY)
      spawnSync(binary, line.split(' '), { cwd: home, env, stdio: 'ignore', timeout: 60_000 });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return Object.fromEntries(
    readdirSync(caches).map((name) => [name.replaceAll('~', '/'), path.join(caches, name)]),
  );
}
