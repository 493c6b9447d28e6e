import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newBudget } from '../../../../src/base/expression/budget.ts';
import { evaluateExpression, referencesOf } from '../../../../src/base/expression/evaluate.ts';
import { ExpressionError } from '../../../../src/base/expression/failure.ts';
import type { JsonObject } from '../../../../src/base/json.ts';

const scope: JsonObject = {
  inputs: { host: 'db-1', count: 3, share: 1.5, hosts: ['a', 'b'], odd: { constructor: 'x', size: 1 } },
  steps: { check: { outputs: { exitCode: 0, lines: null } } },
};

describe('evaluateExpression', () => {
  test.each([
    ['inputs.count + 1', 4],
    ['inputs.share * 2.0', 3],
    ['steps.check.outputs.exitCode == 0', true],
    ['steps.check.outputs.lines == null', true],
    ['inputs.hosts.map(h, h + "!")', ['a!', 'b!']],
    ['inputs.host.matches("^db-[0-9]+$")', true],
    ['inputs.odd.constructor', 'x'],
    ['inputs.odd', { constructor: 'x', size: 1 }],
    ['has(steps.other)', false],
    ['"check" in steps', true],
    ['steps.?other.?outputs.?x.orValue(7)', 7],
    ['[1, "a", 2.5]', [1, 'a', 2.5]],
    ['duration("90s")', '90s'],
    ['timestamp("2027-01-31T02:00:00Z")', '2027-01-31T02:00:00.000Z'],
  ])('%s', (expression, value) => {
    expect(evaluateExpression(expression, scope)).toEqual(value);
  });

  test('knows always() and failed() where they are given, and says where they belong elsewhere', () => {
    expect(evaluateExpression('always() || failed()', scope, { always: true, failed: false })).toBe(true);
    expect(() => evaluateExpression('failed()', scope)).toThrow('only in "when"');
  });

  test.each([
    ['inputs.nobody', 'expression-value'],
    ['inputs.count + "a"', 'expression-value'],
    ['1 +', 'expression-syntax'],
    ['9223372036854775807', 'expression-value'],
    ['inputs.host.matches("(")', 'expression-value'],
    ['cel.bind(x, 1, x)', 'expression-limit'],
    ['('.repeat(200) + ')'.repeat(200), 'expression-limit'],
    [`${'-'.repeat(8000)}1`, 'expression-limit'],
    ['a'.repeat(9000), 'expression-limit'],
  ])('refuses number %# as it should', (expression, kind) => {
    expect(() => evaluateExpression(expression, scope)).toThrow(expect.objectContaining({ kind }));
  });

  test('stops loops that would take for ever', () => {
    const list = Array.from({ length: 2000 }, (_, i) => i);
    const started = performance.now();

    expect(() => evaluateExpression('l.all(a, l.all(b, l.all(c, a + b + c >= 0)))', { l: list })).toThrow(
      'too much work',
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('stops loops that would fill the memory', () => {
    const expression = 'l.map(a, l.map(b, text).join("")).join("")';
    const bomb = { l: Array.from({ length: 100 }, () => 0), text: 'x'.repeat(64 * 1024) };

    expect(() => evaluateExpression(expression, bomb)).toThrow('too much work');
  });

  test('matches a pattern that kills a backtracking engine at once', () => {
    const started = performance.now();

    expect(evaluateExpression('text.matches("^(a+)+$")', { text: `${'a'.repeat(5000)}b` })).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('stops a pattern whose every character is dear, before it starts', () => {
    const pattern = `${'(?:(a{0,30}){0,30})'.repeat(52)}$`;
    const started = performance.now();

    expect(() =>
      evaluateExpression('text.matches(pattern)', { text: `${'a'.repeat(10_000)}b`, pattern }),
    ).toThrow('too much work');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('lets several evaluations spend one budget', () => {
    const budget = newBudget(100);
    const count = () => evaluateExpression('l.all(x, x > 0)', { l: Array(30).fill(1) }, { budget });

    expect(count()).toBe(true);
    expect(count).toThrow('too much work');
  });

  test('converts no more of a large scope than it reads', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`s${i}`, { outputs: { x: i } }]),
    );
    evaluateExpression('steps.s1.outputs.x', { steps });
    const started = performance.now();
    for (let i = 0; i < 1000; i += 1) evaluateExpression('steps.s1.outputs.x', { steps });

    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('gives any JSON value back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(evaluateExpression('inputs.x', { inputs: { x: plain } })).toEqual(plain);
      }),
    );
  });

  test('fails with an ExpressionError alone, whatever the text', () => {
    const piece = fc.constantFrom(
      'inputs',
      '.',
      'host',
      '[',
      ']',
      '(',
      ')',
      '"',
      '+',
      '==',
      '&&',
      '1',
      ' ',
      '!',
      '?',
      ':',
      '.map(x,',
      '{',
      '}',
      ',',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (expression) => {
        expect(failureOf(expression)).toSatisfy(isOurs);
      }),
      { numRuns: 1000 },
    );
  });
});

function failureOf(expression: string): unknown {
  try {
    evaluateExpression(expression, scope);
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

function isOurs(failure: unknown): boolean {
  return failure === undefined || failure instanceof ExpressionError;
}

describe('referencesOf', () => {
  test('names the paths that are read, without loop variables', () => {
    const paths = referencesOf('inputs.hosts.filter(h, h != steps["a-b"].outputs.x)').map(({ path }) => path);

    expect(paths).toEqual([
      ['inputs', 'hosts'],
      ['steps', 'a-b', 'outputs', 'x'],
    ]);
  });
});
