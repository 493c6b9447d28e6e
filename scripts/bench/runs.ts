import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandLine, run, wallMs } from './command.ts';
import type { Row } from './row.ts';

export interface RunSize {
  /** Steps of the timed chain. */
  readonly chain: number;
  /** Steps of the run whose memory is measured. */
  readonly long: number;
  readonly rounds: number;
}

/** What spawns.ts prints. */
export interface Measured {
  /** Wall time without the start of the process. */
  readonly ms: number;
}

export function runRows(binary: string, cwd: string, { chain, long, rounds }: RunSize): Row[] {
  const approved = approvedChains(binary, cwd);
  const timed = (steps: number, limits = '') => wallMs(approved(steps, limits));
  const stepMs = (limits = '') => timed(chain + 1, limits) - timed(1, limits);
  return [
    {
      name: 'step',
      what: `a shell step (/bin/true), journaled: run --plan of a chain of ${chain + 1}, less that of one step`,
      against: `the same Node: ${chain} × spawn /bin/true and a durable commit`,
      limit: 1.2,
      unit: 'ms',
      rounds,
      warmUp: false,
      ours: () => stepMs(),
      theirs: () => spawned(chain, cwd).ms,
    },
    {
      name: 'limited-step',
      what: `the same with limits.memory: ${chain} steps, each in a control group of its own where one can be made`,
      against: `the same Node: ${chain} × spawn /bin/true and a durable commit`,
      limit: 2,
      unit: 'ms',
      rounds: Math.min(rounds, 3),
      warmUp: false,
      ours: () => stepMs(', memory: 64Mi'),
      theirs: () => spawned(chain, cwd).ms,
    },
    {
      name: 'memory',
      what: `peak memory (VmHWM) of the binary's run --plan of a chain of ${long}, which checks the plan and carries it`,
      against: 'of a chain of 10',
      limit: 1.5,
      unit: 'MiB',
      // Each takes as long as its steps.
      rounds: Math.min(rounds, 3),
      warmUp: false,
      ...(process.platform !== 'linux' && { missing: 'VmHWM is known on Linux only' }),
      ours: () => peakMib(approved(long)),
      theirs: () => peakMib(approved(10)),
    },
  ];
}

/** The binary's `run --plan` of a chain, which is planned and approved here; the keys in `cwd` sign it. */
function approvedChains(binary: string, cwd: string): (steps: number, limits?: string) => CommandLine {
  const env = { ATOMCTL_HOME: path.join(cwd, 'runs-home'), ATOMCTL_PASSWORD: '' };
  const atomctl = (...args: string[]) => ({ command: [binary, ...args] as const, cwd, env });
  const stored = new Set<string>();
  const store = (name: string, manifest: string): void => {
    if (stored.size === 0) {
      run(atomctl('trust', 'add', 'atomctl.pub'));
    }
    if (stored.has(name)) return;
    stored.add(name);
    mkdirSync(path.join(cwd, name));
    writeFileSync(path.join(cwd, name, `${name}.wpk.yaml`), manifest);
    run(atomctl('pack', name));
    run(atomctl('sign', `${name}-1.0.0.wpk`, '--key', 'atomctl.key'));
    run(atomctl('push', `${name}-1.0.0.wpk`));
  };
  return (steps, limits = '') => {
    const name = limits === '' ? `chain-${steps}` : `limited-${steps}`;
    store(name, manifestOf({ name, steps, limits }));
    const plan: { id: string } = JSON.parse(run(atomctl('plan', name, '--json')));
    run(atomctl('approve', plan.id, '--reason', 'bench'));
    return atomctl('run', '--plan', plan.id);
  };
}

function manifestOf({ name, steps: count, limits }: { name: string; steps: number; limits: string }): string {
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
  validation: {limits: {timeout: 24h${limits}}}
`;
}

/** The most memory that a process ever had, in MiB. Its code counts, whoever else has it mapped. */
function peakMib({ command, cwd, env }: CommandLine): number {
  const peak = path.join(import.meta.dirname, 'peak.ts');
  const kib = run({
    command: [process.execPath, peak, ...command],
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  });
  return Number(kib) / 1024;
}

function spawned(count: number, cwd: string): Measured {
  const script = path.join(import.meta.dirname, 'spawns.ts');
  const folder = mkdtempSync(path.join(cwd, 'spawns-'));
  return JSON.parse(run({ command: [process.execPath, script, String(count), folder] }));
}
