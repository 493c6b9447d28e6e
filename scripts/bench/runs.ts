import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.ts';
import type { Row } from './row.ts';

export interface RunSize {
  /** Steps of the timed chain. */
  readonly chain: number;
  /** Steps of the run whose memory is measured. */
  readonly long: number;
}

/** What chain.ts and spawns.ts print. */
export interface Measured {
  /** Wall time from the run's creation to its end, without the start of the process. */
  readonly ms: number;
  /** The most memory that the process ever had, in KiB. */
  readonly maxRssKib: number;
}

/** Runs through the real store, services and executors, each in a process of its own that times the run alone. */
export function runRows(cwd: string, { chain, long }: RunSize, rounds: number): Row[] {
  return [
    {
      name: 'step',
      what: `a shell step (/bin/true), journaled, over a chain of ${chain}`,
      against: `the same Node: ${chain} × spawn /bin/true and a durable commit`,
      limit: 1.3,
      unit: 'ms',
      rounds,
      warmUp: false,
      ours: () => carried(chain, cwd).ms,
      theirs: () => spawned(chain, cwd).ms,
    },
    {
      name: 'memory',
      what: `peak memory of a run of ${long} steps`,
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
