import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { warmUpCluster } from './warm-up-cluster.ts';
import { writeWarmUpFiles } from './warm-up-files.ts';

/** A day with atomctl, in order. */
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
  'trust require 1',
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
  'policy check starter broken.wpk.yaml pod.yaml --json',
  'policy test policy.yaml',
  'policy list --policy policy.yaml',
  'dry-run starter --policy policy.yaml',
  'plan starter -i file=input -o plan.json',
  'plans list',
  'run starter -i file=input --approve --reason warm-up',
  'pack cluster',
  'sign cluster-1.0.0.wpk --key atomctl.key',
  'push cluster-1.0.0.wpk',
  'plan cluster',
  'run cluster --approve --reason warm-up',
  'runs list',
  'audit log',
  'audit verify',
] as const;

/** What the convoy of each command of the fast lane is made for. */
const LANE = {
  '--help': '',
  validate: 'backup-verify',
  verify: 'starter-0.1.0.wpk --key atomctl.pub',
  'policy check': 'workload.yaml quiet.yaml --json',
} as const;

/** What a run of a command showed: the chunks that it loaded, in order. */
export interface Loaded {
  readonly command: string;
  readonly chunks: readonly string[];
}

/** Lives a day with `binary`; what it runs is in the caches, which are given as assets by name. */
export async function warmUp(
  binary: string,
  folder: string,
): Promise<{ caches: Record<string, string>; lane: Loaded[] }> {
  const caches = path.join(folder, 'caches');
  const lane: Loaded[] = [];
  await live(binary, { ATOMCTL_BINARY_WARM_UP: caches, ATOMCTL_BINARY_TRACE: '1' }, async (run) => {
    for (const line of DAY) await run(line);
    for (const [command, rest] of Object.entries(LANE)) {
      const said = await run(`${command} ${rest}`.trim());
      const chunks = [...said.matchAll(/^chunk (\S+) /gm)];
      lane.push({ command, chunks: chunks.map(([, name = '']) => name) });
    }
  });
  return { caches: assetsIn(caches), lane };
}

/** The same for convoys, which carry what the plain form of a command runs, and no more. */
export async function warmUpConvoys(binary: string, folder: string): Promise<Record<string, string>> {
  const caches = path.join(folder, 'convoy-caches');
  await live(binary, {}, async (run) => {
    for (const line of DAY) await run(line);
    for (const [command, rest] of Object.entries(LANE))
      await run(`${command} ${rest}`.trim(), { ATOMCTL_BINARY_WARM_UP: caches });
  });
  return assetsIn(caches);
}

type Env = Readonly<Record<string, string | undefined>>;
type Run = (line: string, extra?: Env) => Promise<string>;

/** Gives `act` the means to run command lines of `binary` in a folder of its own; a run gives its standard error. */
async function live(binary: string, extra: Env, act: (run: Run) => Promise<void>): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'atomctl-warm-up-'));
  try {
    await using cluster = await warmUpCluster();
    writeWarmUpFiles(home);
    const env = {
      ATOMCTL_HOME: path.join(home, 'home'),
      ATOMCTL_PASSWORD: 'warm-up',
      KUBECONFIG: cluster.writeKubeconfig(home),
      XDG_CACHE_HOME: home,
      HOME: home,
      PATH: process.env['PATH'],
      ...extra,
    };
    await act((line, more) => errorsOf(binary, line.split(' '), { cwd: home, env: { ...env, ...more } }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** However it ends: most of a day goes wrong somewhere. */
function errorsOf(
  binary: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Env },
): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(binary, args, { ...options, timeout: 60_000 }, (_, _stdout, stderr) => {
      resolve(stderr);
    });
    child.stdin?.end();
  });
}

function assetsIn(caches: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(caches).map((name) => [name.replaceAll('~', '/'), path.join(caches, name)]),
  );
}
