import { appendFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa, type Options } from 'execa';
import { checkAgainstSchema } from './result-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

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
export function cli(home: string, lane: 'run' | 'dev' = 'run', through: readonly string[] = []) {
  const [file, ...words] = [...through, process.execPath, path.join(ROOT, 'bin', `${lane}.js`)] as const;
  return async (args: readonly string[], options: Options = {}): Promise<CliResult> => {
    const result = await execa(file, [...words, ...args], {
      reject: false,
      stripFinalNewline: false,
      stdin: 'ignore',
      cwd: home,
      ...options,
      env: { ATOMCTL_HOME: home, NO_COLOR: '1', ...options.env },
    });
    const { stdout, stderr, exitCode } = result;
    const [out, err] = [String(stdout ?? ''), String(stderr ?? '')];
    noteErrorCodes(`${out}${err}`);
    if (exitCode !== undefined) checkAgainstSchema(args, out);
    return { exitCode, stdout: out, stderr: err, json: () => JSON.parse(out) };
  };
}

/** Remembers which codes of the error catalogue the CLI produced; the last test compares them with the catalogue. */
function noteErrorCodes(text: string): void {
  const file = process.env['ATOMCTL_TEST_CODES'];
  if (file === undefined) return;
  const codes = text.match(/ATOM_[A-Z_]+/g) ?? [];
  if (codes.length > 0) appendFileSync(file, `${[...new Set(codes)].join('\n')}\n`);
}
