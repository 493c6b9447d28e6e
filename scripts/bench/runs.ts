import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, wallMs } from './command.ts';
import type { Row } from './row.ts';

export interface RunSize {
  /** Steps of the timed chain. */
  readonly chain: number;
  /** Steps of the run whose memory is measured. */
  readonly long: number;
  readonly rounds: number;
}

/** What chain.ts and spawns.ts print. */
export interface Measured {
  /** Wall time from the run's creation to its end, without the start of the process. */
  readonly ms: number;
  /** The most memory that the process ever had, in KiB. */
  readonly maxRssKib: number;
}

export function runRows(binary: string, cwd: string, { chain, long, rounds }: RunSize): Row[] {
  const timed = timedRun(binary, cwd);
  return [
    {
      name: 'step',
      what: `a shell step (/bin/true), journaled: run --plan of a chain of ${chain + 1}, less that of one step`,
      against: `the same Node: ${chain} × spawn /bin/true and a durable commit`,
      limit: 1.3,
      unit: 'ms',
      rounds,
      warmUp: false,
      ours: () => timed(chain + 1) - timed(1),
      theirs: () => spawned(chain, cwd).ms,
    },
    {
      name: 'memory',
      what: `peak memory of the process that carries a run of ${long} steps`,
      against: 'of a run of 10 steps',
      limit: 1.5,
      unit: 'MiB',
      rounds: 1,
      warmUp: false,
      ours: () => carried(long, cwd).maxRssKib / 1024,
      theirs: () => carried(10, cwd).maxRssKib / 1024,
    },
  ];
}

/** Wall time of the binary's `run --plan` of a chain, which is planned and approved before; the keys in `cwd` sign it. */
function timedRun(binary: string, cwd: string): (steps: number) => number {
  const env = { ATOMCTL_HOME: path.join(cwd, 'runs-home'), ATOMCTL_PASSWORD: '' };
  const atomctl = (...args: string[]) => ({ command: [binary, ...args] as const, cwd, env });
  const stored = new Set<string>();
  const store = (name: string, steps: number): void => {
    if (stored.size === 0) {
      run(atomctl('trust', 'add', 'atomctl.pub'));
    }
    if (stored.has(name)) return;
    stored.add(name);
    mkdirSync(path.join(cwd, name));
    writeFileSync(path.join(cwd, name, `${name}.wpk.yaml`), manifestOf(name, steps));
    run(atomctl('pack', name));
    run(atomctl('sign', `${name}-1.0.0.wpk`, '--key', 'atomctl.key'));
    run(atomctl('push', `${name}-1.0.0.wpk`));
  };
  return (steps) => {
    const name = `chain-${steps}`;
    store(name, steps);
    const plan: { id: string } = JSON.parse(run(atomctl('plan', name, '--json')));
    run(atomctl('approve', plan.id, '--reason', 'bench'));
    return wallMs(atomctl('run', '--plan', plan.id));
  };
}

function manifestOf(name: string, count: number): string {
  const steps = Array.from({ length: count }, (_, i) => {
    const needs = i === 0 ? '' : `, needs: [s${i - 1}]`;
    return `    - {name: s${i}, with: {command: [/bin/true]}, timeout: 1m${needs}}`;
  });
  return `apiVersion: v1
kind: WorkflowPackage
metadata: {name: ${name}, version: 1.0.0, author: bench@example.org}
spec:
  runtime: {type: shell}
  inputs: {type: object}
  handlers:
${steps.join('\n')}
  validation: {limits: {timeout: 24h, memory: 64Mi}}
`;
}

/** Planning reads and judges a manifest that grows with the steps: another process, so that the run's own part shows. */
function carried(steps: number, cwd: string): Measured {
  const folder = mkdtempSync(path.join(cwd, 'run-'));
  const plan = script('plan-chain.ts', [String(steps), folder]);
  return JSON.parse(script('chain.ts', [plan, folder]));
}

function spawned(count: number, cwd: string): Measured {
  return JSON.parse(script('spawns.ts', [String(count), mkdtempSync(path.join(cwd, 'spawns-'))]));
}

function script(name: string, args: readonly string[]): string {
  return run({ command: [process.execPath, path.join(import.meta.dirname, name), ...args] });
}
