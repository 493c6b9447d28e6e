import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { approvedRuns } from './approved-runs.ts';
import { type CommandLine, peakMib, run, wallMs } from './command.ts';
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
  const approved = approvedRuns(binary, cwd);
  return (steps, limits = '') => {
    const name = limits === '' ? `chain-${steps}` : `limited-${steps}`;
    return approved({ name, spec: specOf(steps, limits) });
  };
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

function spawned(count: number, cwd: string): Measured {
  const script = path.join(import.meta.dirname, 'spawns.ts');
  const folder = mkdtempSync(path.join(cwd, 'spawns-'));
  return JSON.parse(run({ command: [process.execPath, script, String(count), folder] }));
}
