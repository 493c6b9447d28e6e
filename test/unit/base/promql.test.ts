import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillQuery, queryParts, queryVariables } from '../../../src/base/promql.ts';

/** Texts that would break out, were they not quoted. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '`', "'", '\n', '{', '}', '$', '#', '|', '.', '*') }),
);

describe('fillQuery', () => {
  test('puts a text into quotes, a number as it is, a list as a pattern, a duration bare', () => {
    const vars = { job: 'a"b', limit: 0.5, low: -1, apps: ['w.b', 'x|y'], window: '5m' };

    expect(fillQuery('rate(x{job=$job, app=~$apps}[$window] offset $window) > $limit + $low', vars)).toBe(
      'rate(x{job="a\\"b", app=~"w\\\\.b|x\\\\|y"}[5m] offset 5m) > 0.5 + (-1)',
    );
  });

  test('leaves texts in quotes and comments as they are', () => {
    const query = 'x{a="it costs 5$", b=\'$$\', c=`$1`} # not $this';

    expect(fillQuery(query, {})).toBe(query);
    expect(queryVariables('x{a=$b, c=~$b} # $d')).toEqual(['b']);
  });

  test.each([
    ['x{a="$b"}', { b: 'c' }, 'write $b without quotes'],
    ['x{a=$b}', {}, '$b has no value'],
    ['x{a=$b}', { b: null }, '$b has no value'],
    ['x{a=$toString}', {}, '$toString has no value'],
    ['x{a=$b}', { b: {} }, 'no text or number'],
    ['x[$b]', { b: '5m]' }, 'a duration'],
    ['x[5m:$b]', { b: 'soon' }, 'a duration'],
    ['x{a=~$b}', { b: [] }, 'an empty list'],
    ['x{a=$b}', { b: ['c'] }, 'which only =~ and !~ take'],
  ])('%s with %j is refused', (query, vars, message) => {
    expect(() => fillQuery(query, vars)).toThrow(message);
  });

  test('whatever a value says, it is one quoted text, and it is that value', () => {
    fc.assert(
      fc.property(text, (value) => {
        const filled = fillQuery('x{a=$value}', { value });
        const literal = /^x\{a=("(?:[^"\\\n]|\\.)*")\}$/s.exec(filled)?.[1] ?? '';

        expect(queryParts(filled)).toHaveLength(1);
        expect(JSON.parse(literal)).toBe(value.toWellFormed());
      }),
    );
  });

  test('whatever a value says, a pattern made of it matches it and nothing else', () => {
    fc.assert(
      fc.property(text, text, (value, other) => {
        const filled = fillQuery('x{a=~$value}', { value: [value] });
        const pattern = new RegExp(`^(?:${JSON.parse(filled.slice('x{a=~'.length, -1))})$`, 's');

        expect(pattern.test(value.toWellFormed())).toBe(true);
        expect(pattern.test(other.toWellFormed())).toBe(other.toWellFormed() === value.toWellFormed());
      }),
    );
  });
});
