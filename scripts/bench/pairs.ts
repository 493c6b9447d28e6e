import { spawnSync } from 'node:child_process';

export interface Side {
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Comparison {
  readonly ratio: number;
  readonly oursMs: number;
  readonly theirsMs: number;
}

/** Runs both sides in turn and gives the median ratio of the pairs, after one pair that counts for nothing. */
export function comparePairs(ours: Side, theirs: Side, rounds: number): Comparison {
  const pairs = Array.from({ length: rounds + 1 }, () => [cpuMs(ours), cpuMs(theirs)] as const).slice(1);
  return {
    ratio: median(pairs.map(([mine, other]) => mine / other)),
    oursMs: median(pairs.map(([mine]) => mine)),
    theirsMs: median(pairs.map(([, other]) => other)),
  };
}

/**
 * User and system time of one process and its children, in ms. Node has no wait4 of one child; bash's `times`
 * says what all its ended children took, to the millisecond, and is the last thing that it prints.
 */
function cpuMs({ command, cwd, env }: Side): number {
  const script = '"$@" >/dev/null 2>&1 </dev/null; code=$?; times; exit $code';
  const { status, stdout } = spawnSync('bash', ['--norc', '-c', script, 'bash', ...command], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env },
    ...(cwd !== undefined && { cwd }),
  });
  if (status !== 0) throw new Error(`${command.join(' ')} exited with ${status}`);
  const children = stdout.trim().split('\n').at(-1) ?? '';
  const parts = [...children.matchAll(/(\d+)m(\d+\.\d+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
