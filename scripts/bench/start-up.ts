import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Side } from './pairs.ts';

export interface Row {
  readonly what: string;
  readonly against: string;
  readonly limit: number;
  readonly ours: Side;
  readonly theirs: Side;
}

/** The start-up rows: the binary against a bare Node, and against cosign where it is on PATH. */
export function lanes(binary: string): { readonly rows: readonly Row[] } & Disposable {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'atomctl-bench-'));
  const env = { ATOMCTL_HOME: path.join(cwd, 'home'), ATOMCTL_PASSWORD: 'bench', COSIGN_PASSWORD: 'bench' };
  for (const line of [
    'init starter',
    'pack starter',
    'key generate',
    'sign starter-0.1.0.wpk --key atomctl.key',
  ]) {
    const { status, stderr } = spawnSync(binary, line.split(' '), { cwd, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`atomctl ${line}: ${stderr}`);
  }
  const node: Side = { command: [process.execPath, '-e', '0'] };
  const atomctl = (line: string): Side => ({ command: [binary, ...line.split(' ')], cwd, env });
  const bare = (line: string, limit: number): Row => ({
    what: `atomctl ${line}`,
    against: 'node -e 0',
    limit,
    ours: atomctl(line),
    theirs: node,
  });
  const verify = 'verify starter-0.1.0.wpk --key atomctl.pub';
  const bundle = 'starter-0.1.0.wpk.sigstore.json';
  const cosign: Side = {
    command: [
      'cosign',
      'verify-blob',
      '--key',
      'atomctl.pub',
      '--bundle',
      bundle,
      '--insecure-ignore-tlog',
      'starter-0.1.0.wpk',
    ],
    cwd,
    env,
  };
  const hasCosign = spawnSync('cosign', ['version']).status === 0;
  return {
    rows: [
      bare('--version', 1.1),
      bare('--help', 1.3),
      bare('validate starter', 1.5),
      hasCosign
        ? {
            what: `atomctl ${verify}`,
            against: 'cosign verify-blob',
            limit: 1.1,
            ours: atomctl(verify),
            theirs: cosign,
          }
        : bare(verify, 1.43),
    ],
    [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }),
  };
}
