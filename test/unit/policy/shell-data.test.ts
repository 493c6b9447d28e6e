import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { shell } from '../../../scripts/bench-policy/shell.ts';
import { judgeScript } from '../../support/judge-script.ts';
import { rowsOf, testData } from '../../support/test-data.ts';

const policy = testData('policy');

describe.skipIf(policy === undefined)('on shell programs that nobody here wrote', () => {
  test('every goal of the bench is met', async () => {
    const lines = await shell.measure(policy ?? '');

    expect(lines).toHaveLength(5);
    // How long a script takes is measured by the bench: tests run beside each other.
    expect(lines.filter(({ ok, what }) => !ok && !what.endsWith('ms'))).toEqual([]);
  });

  test('no more than a third of CI steps ask for a look', () => {
    expect(shareOf(classesOf(rows('shell-benign-ci')), 'safe')).toBeGreaterThanOrEqual(0.67);
  });

  test('every CI step that pipes a download into a shell is unsafe', () => {
    const piping = rows('shell-benign-ci').filter((row) => row['fetch_pipe_shell'] === true);

    expect(shareOf(classesOf(piping), 'unsafe')).toBe(1);
  });
});

function classesOf(scripts: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return scripts.map((row) => judgeScript(String(row['script'])).class);
}

function shareOf(classes: readonly string[], wanted: string): number {
  return classes.filter((each) => each === wanted).length / classes.length;
}

function rows(set: string) {
  return rowsOf(path.join(policy ?? '', set, 'labels.jsonl'));
}
