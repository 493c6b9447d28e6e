import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { TestNamespace } from '../../test/support/cluster.ts';
import type { Env } from '../../test/support/playbook/shipped.ts';
import type { Fault, PlaybookRow } from './row.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** How long a side took, in seconds, and how much of it it waited. */
export interface Took {
  readonly wall: number;
  readonly waited: number;
}

/** What one side needs to do its work on a fault. */
export interface Work {
  readonly fault: Fault;
  readonly space: TestNamespace;
}

export function manifestOf({ name }: PlaybookRow): string {
  return path.join(ROOT, 'playbooks', name, `${name}.wpk.yaml`);
}

export function scriptOf({ name }: PlaybookRow): string {
  return path.join(import.meta.dirname, `${name}.sh`);
}

/** Lines that say something: neither empty nor a comment. */
export function linesOf(file: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#.*)?$/.test(line)).length;
}

/** The playbook, signed and pushed, in a home of its own. */
export class Playbook {
  readonly #row: PlaybookRow;
  readonly #binary: string;
  readonly #folder: string;
  #files = 0;

  constructor(row: PlaybookRow, { binary, folder }: { readonly binary: string; readonly folder: string }) {
    this.#row = row;
    this.#binary = binary;
    this.#folder = mkdtempSync(path.join(folder, 'atomctl-'));
    const { version }: { version: string } = parse(readFileSync(manifestOf(row), 'utf8')).metadata;
    cpSync(path.dirname(manifestOf(row)), path.join(this.#folder, row.name), { recursive: true });
    const packed = `${row.name}-${version}.wpk`;
    for (const args of [
      ['key', 'generate'],
      ['trust', 'add', 'atomctl.pub'],
      ['pack', row.name],
      ['sign', packed, '--key', 'atomctl.key'],
      ['push', packed],
    ])
      this.#call(args, {});
  }

  /** Plans the mending of a fault and lets it run; gives the plan. */
  approved(work: Work): string {
    this.#files += 1;
    const file = path.join(this.#folder, `inputs-${this.#files}.json`);
    writeFileSync(file, JSON.stringify(work.fault.inputs));
    const plan = JSON.parse(this.#call(['plan', this.#row.name, '--inputs', file, '--json'], envOf(work)));
    this.#call(['approve', plan.id, '--reason', 'bench'], {});
    return plan.id;
  }

  run(plan: string, work: Work): Took {
    const started = performance.now();
    const printed = this.#call(['run', '--plan', plan, '--json'], envOf(work));
    const wall = (performance.now() - started) / 1000;
    const { steps }: { steps: readonly { name: string; outputs: { seconds?: number } | null }[] } =
      JSON.parse(printed);
    const waits = steps.filter(({ name }) => this.#row.waits.includes(name));
    return { wall, waited: waits.reduce((sum, { outputs }) => sum + (outputs?.seconds ?? 0), 0) };
  }

  #call(args: readonly string[], env: Env): string {
    return call(this.#binary, args, {
      cwd: this.#folder,
      env: { ATOMCTL_HOME: path.join(this.#folder, 'home'), ATOMCTL_PASSWORD: '', ...env },
    });
  }
}

/** The script; what it calls by `waited` writes for how long to $WAITED, in microseconds. */
export class Script {
  readonly #row: PlaybookRow;
  readonly #kubectl: string;
  readonly #folder: string;

  /** `kubectl` is the command line that runs it. */
  constructor(row: PlaybookRow, { kubectl, folder }: { readonly kubectl: string; readonly folder: string }) {
    this.#row = row;
    this.#folder = mkdtempSync(path.join(folder, 'script-'));
    this.#kubectl = this.#folder;
    writeFileSync(path.join(this.#folder, 'kubectl'), `#!/bin/sh\nexec ${kubectl} "$@"\n`, { mode: 0o755 });
  }

  run(work: Work): Took {
    const waited = path.join(mkdtempSync(path.join(this.#folder, 'run-')), 'waited');
    const started = performance.now();
    call('bash', [scriptOf(this.#row), ...work.fault.args], {
      cwd: this.#folder,
      env: {
        ...envOf(work),
        PATH: `${this.#kubectl}:${process.env['PATH'] ?? ''}`,
        HOME: this.#folder,
        KUBERC: 'off',
        WAITED: waited,
      },
    });
    const wall = (performance.now() - started) / 1000;
    const times = existsSync(waited) ? readFileSync(waited, 'utf8').trim().split('\n').map(Number) : [];
    return { wall, waited: times.reduce((sum, micros) => sum + micros / 1e6, 0) };
  }
}

function envOf({ fault, space }: Work): Env {
  return { KUBECONFIG: space.kubeconfig, ...fault.env };
}

function call(
  program: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Env },
): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env },
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.join(' ')} exited with ${status}: ${stdout.slice(-2000)}${stderr}`);
}
