import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
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

/** The binary's `run --plan` of a chain, which is planned and approved here. */
function approvedChains(binary: string, cwd: string): (steps: number, limits?: string) => CommandLine {
  return (steps, limits = '') => {
    const name = limits === '' ? `chain-${steps}` : `limited-${steps}`;
    return approvedPackage(binary, cwd, { name, spec: specOf(steps, limits) });
  };
}

/** A package by its `spec`, YAML that is indented by two; the same name is the same package. */
interface BenchPackage {
  readonly name: string;
  readonly spec: string;
}

/** The binary's `run --plan` of a package, which is stored, planned and approved here; the keys in `cwd` sign it. */
export function approvedPackage(binary: string, cwd: string, { name, spec }: BenchPackage): CommandLine {
  const home = path.join(cwd, 'runs-home');
  const env = { ATOMCTL_HOME: home, ATOMCTL_PASSWORD: '' };
  const atomctl = (...args: string[]) => ({ command: [binary, ...args] as const, cwd, env });
  if (!existsSync(home)) run(atomctl('trust', 'add', 'atomctl.pub'));
  if (!existsSync(path.join(cwd, name))) {
    mkdirSync(path.join(cwd, name));
    const head = `apiVersion: v1\nkind: WorkflowPackage\nmetadata: {name: ${name}, version: 1.0.0, author: bench@example.org}`;
    writeFileSync(
      path.join(cwd, name, `${name}.wpk.yaml`),
      `${head}\nspec:\n${spec.trim().replace(/^/, '  ')}\n`,
    );
    run(atomctl('pack', name));
    run(atomctl('sign', `${name}-1.0.0.wpk`, '--key', 'atomctl.key'));
    run(atomctl('push', `${name}-1.0.0.wpk`));
  }
  const plan: { id: string } = JSON.parse(run(atomctl('plan', name, '--json')));
  run(atomctl('approve', plan.id, '--reason', 'bench'));
  return atomctl('run', '--plan', plan.id);
}

function specOf(count: number, limits: string): string {
  const steps = Array.from({ length: count }, (_, i) => {
    const needs = i === 0 ? '' : `, needs: [s${i - 1}]`;
    return `    - {name: s${i}, with: {command: [/bin/true]}, timeout: 1m${needs}}`;
  });
  return `
  runtime: {type: shell}
  inputs: {type: object}
  handlers:
${steps.join('\n')}
  validation: {limits: {timeout: 24h${limits}}}
`;
}

/** The most memory that a process ever had, in MiB. Its code counts, whoever else has it mapped. */
export function peakMib({ command, cwd, env }: CommandLine): number {
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
