import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** A command line with its surroundings. */
export interface CommandLine {
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Wall time in ms. */
export function wallMs(line: CommandLine): number {
  const started = performance.now();
  run(line);
  return performance.now() - started;
}

/**
 * User and system time of one process and its children, in ms. Node has no wait4 of one child; bash's `times`
 * says what all its ended children took, to the millisecond, and is the last thing that it prints.
 */
export function cpuMs({ command, cwd, env }: CommandLine): number {
  const script = '"$@" >&2 </dev/null; code=$?; times; exit $code';
  const printed = run({
    command: ['bash', '--norc', '-c', script, 'bash', ...command],
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
  });
  const children = printed.trim().split('\n').at(-1) ?? '';
  const parts = [...children.matchAll(/(\d+)m(\d+\.\d+)s/g)];
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

/** Runs it to its end, and gives what it printed. */
export function run({ command: [file, ...args], cwd, env }: CommandLine): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env },
    ...(cwd !== undefined && { cwd }),
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} exited with ${status}: ${stderr}`);
  return stdout;
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
