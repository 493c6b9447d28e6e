import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa, type Options } from 'execa';
import { checkAgainstSchema } from './result-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BINARY = path.join(ROOT, 'dist', process.platform === 'win32' ? 'atomctl.exe' : 'atomctl');

/** Which program is run: that of bin/run.js or bin/dev.js, or what `builtBinary` gives. */
export type Lane = 'run' | 'dev' | 'binary';

export interface CliResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` printed. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects.
  json(): any;
}

/** A new empty directory under the system's temporary one. */
export function temporaryDirectory(prefix = 'atomctl-test-'): string {
  return mkdtempSync(path.join(os.tmpdir(), prefix));
}

/** An atomctl with a home of its own, run as a user runs it: a real process, no terminal; `through` another program where one is given. */
export function cli(home: string, lane: Lane = 'run', through: readonly string[] = []) {
  const start = startCli(home, lane, through);
  return (args: readonly string[], options: Options = {}): Promise<CliResult> => start(args, options).result;
}

/** dist/atomctl, made of the present sources. */
export function builtBinary(): string {
  execFileSync(process.execPath, ['scripts/binary.ts', '--if-stale'], { cwd: ROOT, stdio: 'ignore' });
  return BINARY;
}

/** A command under way. */
export interface StartedCli {
  /** Waits until its output holds `text`. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly result: Promise<CliResult>;
}

/** As `cli`, for what happens while a command runs. */
export function startCli(home: string, lane: Lane = 'run', through: readonly string[] = []) {
  const program = lane === 'binary' ? [BINARY] : [process.execPath, path.join(ROOT, 'bin', `${lane}.js`)];
  const [file = '', ...words] = [...through, ...program];
  return (args: readonly string[], options: Options = {}): StartedCli => {
    const child = execa(file, [...words, ...args], {
      reject: false,
      stripFinalNewline: false,
      stdin: 'ignore',
      cwd: home,
      ...options,
      env: { ATOMCTL_HOME: home, NO_COLOR: '1', ...options.env },
    });
    const seen = { text: '', ended: false };
    child.stdout?.on('data', (chunk) => {
      seen.text += String(chunk);
    });
    return {
      says: async (text) => {
        while (!seen.text.includes(text) && !seen.ended) await sleep(20);
      },
      kill: (signal) => child.kill(signal),
      result: child.then(({ stdout, stderr, exitCode }) => {
        seen.ended = true;
        return resultOf(args, { stdout: String(stdout ?? ''), stderr: String(stderr ?? ''), exitCode });
      }),
    };
  };
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

function resultOf(args: readonly string[], { stdout, stderr, exitCode }: Ended): CliResult {
  noteErrorCodes(stdout, stderr);
  if (exitCode !== undefined) checkAgainstSchema(args, stdout);
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}

/** Remembers with which codes of the error catalogue the CLI ended; the last test compares them with the catalogue. */
function noteErrorCodes(stdout: string, stderr: string): void {
  const file = process.env['ATOMCTL_TEST_CODES'];
  if (file === undefined) return;
  const [, shown] = /^Error: .* \((ATOM_[A-Z_]+)\)$/m.exec(stderr) ?? [];
  const [, reported] = /^\{\s*"error": \{\s*"code": "(ATOM_[A-Z_]+)"/.exec(stdout) ?? [];
  const code = shown ?? reported;
  if (code !== undefined) appendFileSync(file, `${code}\n`);
}
