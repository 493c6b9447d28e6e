import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { approvedRuns } from './approved-runs.ts';
import { peakMib, run, wallMs } from './command.ts';
import type { Row, Side } from './row.ts';
import type { Measured } from './runs.ts';

export interface FlowSize {
  /** Steps of the chain that does nothing, and items of what is held against make. */
  readonly steps: number;
  /** Items of the long run; the short one has a hundredth. */
  readonly items: number;
  /** Bytes of each file that is hashed. */
  readonly bytes: number;
  readonly rounds: number;
}

/** The journal alone, lists against make, and long lists against short ones. */
export function flowRows(binary: string, cwd: string, size: FlowSize): Row[] {
  return [journalRow(binary, cwd, size), ...makeRows(binary, cwd, size), ...longRows(binary, cwd, size)];
}

function journalRow(binary: string, cwd: string, { steps, rounds }: FlowSize): Row {
  const approved = approvedRuns(binary, cwd);
  const chain = { name: 'waits', spec: specOf(waits(steps + 1)) };
  return {
    name: 'journal',
    what: `the journal alone: a chain of ${steps + 1} steps wait: 0s, one commit each, less that of the same package of which one step is chosen`,
    against: `${steps} durable SQLite commits`,
    // 0.9 of their rate.
    limit: 1.11,
    unit: 'ms',
    rounds,
    warmUp: false,
    ours: () => wallMs(approved(chain)) - wallMs(approved({ ...chain, only: ['s0'] })),
    theirs: () => committed(steps, cwd).ms,
  };
}

/** Items at parallel 8, each a process, against the same commands by make -j8. */
function makeRows(binary: string, cwd: string, { steps, bytes, rounds }: FlowSize): Row[] {
  const approved = approvedRuns(binary, cwd);
  const file = path.join(cwd, 'hashed');
  const row = (name: string, command: readonly string[], limit: number): Row => ({
    name,
    what: `${steps} items of forEach at parallel: 8, each ${command[0] ?? ''}`,
    against: 'make -j8 of the same commands',
    limit,
    unit: 'ms',
    rounds,
    warmUp: false,
    ...(spawnSync('make', ['--version']).status !== 0 && { missing: 'apt-get install make' }),
    ours: () => {
      writeFileSync(file, Buffer.alloc(bytes, 'a'));
      const items = `[{name: each, forEach: inputs.items, parallel: 8, timeout: 1m, with: {command: ${JSON.stringify(command)}}}]`;
      const numbers = Array.from({ length: steps }, (_, index) => index);
      return wallMs(approved({ name, spec: specOf(items), inputs: { items: numbers } }));
    },
    theirs: made(cwd, command, steps),
  });
  return [row('items-hash', ['sha256sum', file], 1.1), row('items-true', ['/bin/true'], 3)];
}

function made(cwd: string, command: readonly string[], count: number): Side {
  return () => {
    const folder = mkdtempSync(path.join(cwd, 'make-'));
    const targets = Array.from({ length: count }, (_, index) => `t${index}`);
    const rules = targets.map((target) => `${target}:\n\t@${command.join(' ')} > ${target}.log\n`);
    writeFileSync(path.join(folder, 'Makefile'), `all: ${targets.join(' ')}\n${rules.join('')}`);
    try {
      return wallMs({ command: ['make', '-s', '-j8', 'all'], cwd: folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function longRows(binary: string, cwd: string, { items, rounds }: FlowSize): Row[] {
  const approved = approvedRuns(binary, cwd);
  const short = Math.max(1, Math.floor(items / 100));
  const command = (count: number) =>
    approved({
      name: 'long',
      spec: specOf('[{name: each, type: wait, forEach: inputs.items, parallel: 8, with: {duration: 0s}}]'),
      inputs: { items: Array.from({ length: count }, (_, index) => index) },
    });
  const perStep = (count: number) => ((wallMs(command(count)) - wallMs(command(1))) / count) * 1000;
  const same = { rounds: Math.min(rounds, 3), warmUp: false } as const;
  return [
    {
      ...same,
      name: 'long-time',
      what: `a thousand steps of a run of ${items} items`,
      against: `of a run of ${short}`,
      limit: 1.2,
      unit: 'ms',
      ours: () => perStep(items),
      theirs: () => perStep(short),
    },
    {
      ...same,
      name: 'long-memory',
      what: `peak memory (VmHWM) of a run of ${items} items`,
      against: `of a run of ${short}`,
      limit: 1.5,
      unit: 'MiB',
      ...(process.platform !== 'linux' && { missing: 'VmHWM is known on Linux only' }),
      ours: () => peakMib(command(items)),
      theirs: () => peakMib(command(short)),
    },
  ];
}

function waits(count: number): string {
  const steps = Array.from({ length: count }, (_, index) => {
    const needs = index === 0 ? '' : `, needs: [s${index - 1}]`;
    return `{name: s${index}, type: wait, with: {duration: 0s}${needs}}`;
  });
  return `[${steps.join(',\n    ')}]`;
}

function specOf(handlers: string): string {
  return `
  runtime: {type: shell}
  inputs: {type: object, properties: {items: {type: array}}}
  maxParallel: 8
  handlers: ${handlers}
  validation: {limits: {timeout: 24h}}
`;
}

function committed(count: number, cwd: string): Measured {
  const script = path.join(import.meta.dirname, 'commits.ts');
  const folder = path.join(cwd, 'commits');
  mkdirSync(folder, { recursive: true });
  return JSON.parse(run({ command: [process.execPath, script, String(count), folder] }));
}
