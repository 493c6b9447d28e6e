// npm run bench [-- NAME…] [--json] [--rounds N] [--tiny]: each figure as a ratio of two sides that are measured in the
// same run, in turn. Start-up rows are CPU time (user + system) of whole processes, the others wall time or memory.
// `--tiny` shows that every row can be measured; its figures mean nothing.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { flowRows } from './bench/flow.ts';
import { outputRows } from './bench/output.ts';
import { packRow } from './bench/pack.ts';
import { recoveryRow } from './bench/recovery.ts';
import { measure, type Result, type Row } from './bench/row.ts';
import { runRows } from './bench/runs.ts';
import { startUpRows } from './bench/start-up.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, rounds: { type: 'string' }, tiny: { type: 'boolean' } },
});
const tiny = values.tiny === true;
const binary = path.resolve('dist', process.platform === 'win32' ? 'atomctl.exe' : 'atomctl');
const cwd = mkdtempSync(path.join(os.tmpdir(), 'atomctl-bench-'));
try {
  if (!existsSync(binary)) throw new Error('there is no dist/atomctl: npm run binary');
  report(chosen(allRows()).map(shown));
} finally {
  rmSync(cwd, { recursive: true, force: true });
}

function allRows(): Row[] {
  const rounds = (usual: number) => Number(values.rounds ?? (tiny ? 1 : usual));
  const size = tiny
    ? { chain: 5, long: 20, open: 50, files: 20, bytes: 100_000, output: 2_000_000 }
    : { chain: 1000, long: 10_000, open: 10_000, files: 2700, bytes: 50_000_000, output: 1_000_000_000 };
  const flow = tiny
    ? { steps: 5, items: 200, bytes: 1000 }
    : { steps: 1000, items: 100_000, bytes: 4_000_000 };
  return [
    ...startUpRows(binary, cwd, rounds(21)),
    ...runRows(binary, cwd, { ...size, rounds: rounds(5) }),
    ...flowRows(binary, cwd, { ...flow, rounds: rounds(5) }),
    ...outputRows(binary, cwd, { ...size, rounds: rounds(3) }),
    recoveryRow(cwd, { ...size, rounds: rounds(5) }),
    packRow(binary, cwd, { ...size, rounds: rounds(5) }),
  ];
}

function chosen(rows: readonly Row[]): readonly Row[] {
  const unknown = positionals.filter((name) => rows.every((row) => row.name !== name));
  if (unknown.length > 0) {
    throw new Error(`no row ${unknown.join(', ')}; there are ${rows.map(({ name }) => name).join(', ')}`);
  }
  return positionals.length === 0 ? rows : rows.filter(({ name }) => positionals.includes(name));
}

/** A long bench says on the way where it is. */
function shown(row: Row): Result {
  if (process.stderr.isTTY) process.stderr.write(`${row.name} …\n`);
  return measure(row);
}

function report(results: readonly Result[]): void {
  if (values.json === true) console.log(JSON.stringify({ items: results }, null, 2));
  else {
    console.table(
      results.map(({ name, what, against, ours, theirs, ratio, limit, verdict, note }) => ({
        name,
        what,
        against,
        ours: figure(ours, 1),
        theirs: figure(theirs, 1),
        ratio: figure(ratio, 2),
        'at most': limit,
        verdict,
        note,
      })),
    );
  }
  if (!tiny && results.some(({ verdict }) => verdict === 'over')) process.exitCode = 1;
}

function figure(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits);
}
