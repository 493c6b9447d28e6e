import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtBinary } from '../support/cli.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Table {
  readonly items: readonly { readonly name: string; readonly ratio: number | null; readonly note: string }[];
}

describe('npm run bench', () => {
  beforeAll(() => {
    builtBinary();
  });

  test('measures every row, or names the part that is missing', () => {
    const { items } = bench('--tiny');

    expect(items.map(({ name }) => name)).toEqual(
      'version help validate verify step limited-step memory journal items-hash items-true long-time long-memory output output-secrets output-memory recovery pack'.split(
        ' ',
      ),
    );
    // Tiny sizes give figures that mean nothing: a difference of two of them may even be negative.
    const unmeasured = items.filter(({ ratio }) => ratio === null);
    expect(
      unmeasured.filter(({ note }) => !['npm run parts cosign3', 'apt-get install make'].includes(note)),
    ).toEqual([]);
  });

  test('measures single rows by name', () => {
    expect(bench('--tiny', 'memory').items).toHaveLength(1);
  });
});

function bench(...args: readonly string[]): Table {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bench.ts', '--json', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
