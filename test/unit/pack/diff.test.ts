import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/base/canonical.ts';
import { diffFields } from '../../../src/pack/diff-fields.ts';
import { diffLines } from '../../../src/pack/diff-lines.ts';

describe('diffLines', () => {
  test('shows what changed with three lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';

    expect(diffLines(before, before.replace('e', 'E'))).toEqual([
      '@@ -2,7 +2,7 @@',
      ' b',
      ' c',
      ' d',
      '-e',
      '+E',
      ' f',
      ' g',
      ' h',
    ]);
  });

  test('says when a newline at the end came or went', () => {
    expect(diffLines('a\n', 'a')).toEqual(['@@ -1,1 +1,2 @@', ' a', '+\\ No newline at the end']);
  });

  test('gives up on texts that are long and have little in common', () => {
    expect(diffLines(long('a'), long('b'))).toBeUndefined();
    expect(diffLines(long('a'), `${long('a')}\nend`)).toContain('+end');
  });

  test('carries one text over into the other, for any texts', () => {
    const text = fc
      .array(fc.constantFrom('x', 'y', 'z', ''), { maxLength: 12 })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = diffLines(before, after) ?? [];
        expect(hunks.length === 0).toBe(before === after);
        expect(apply(before, hunks)).toBe(after);
      }),
    );
  });
});

describe('diffFields', () => {
  test('compares items of a list by name, so that one put in front is one change', () => {
    const before = { steps: [{ name: 'a', timeout: '1m' }, { name: 'b' }] };
    const after = { steps: [{ name: 'new' }, { name: 'a', timeout: '2m' }, { name: 'b' }] };

    expect(diffFields(before, after)).toEqual([
      { field: 'steps[a].timeout', change: 'changed', before: '1m', after: '2m' },
      { field: 'steps[new]', change: 'added', after: { name: 'new' } },
    ]);
  });

  test('tells when only the order changed', () => {
    const [a, b] = [{ name: 'a' }, { name: 'b' }];

    expect(diffFields({ steps: [a, b] }, { steps: [b, a] })).toMatchObject([{ field: 'steps (order)' }]);
  });

  test('finds nothing exactly where two values are equal', () => {
    const value = fc.dictionary(
      fc.constantFrom('a', 'b', 'name'),
      fc.oneof(
        fc.constantFrom(1, 'x', null),
        fc.array(fc.record({ name: fc.constantFrom('p', 'q') }), { maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(diffFields(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });
});

function long(word: string): string {
  return Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join('\n');
}

/** What `patch` would do; it fails where the old lines are not as the hunks say. */
function apply(text: string, hunks: readonly string[]): string {
  const lines = text.split('\n').slice(0, -1);
  const result: string[] = [];
  let next = 0;
  for (const line of hunks) {
    const [, start] = /^@@ -(\d+),/.exec(line) ?? [];
    if (start !== undefined) {
      result.push(...lines.slice(next, Number(start) - 1));
      next = Number(start) - 1;
      continue;
    }
    if (!line.startsWith('+') && lines[next] !== line.slice(1)) throw new Error(`${line} does not fit`);
    if (!line.startsWith('-')) result.push(line.slice(1));
    if (!line.startsWith('+')) next += 1;
  }
  return [...result, ...lines.slice(next)].map((line) => `${line}\n`).join('');
}
