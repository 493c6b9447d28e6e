import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExpression } from '../../../../src/base/expression/evaluate.ts';
import { ExpressionError } from '../../../../src/base/expression/failure.ts';
import type { Json, JsonObject } from '../../../../src/base/json.ts';

const isUnknown = (text: string) => text.startsWith('?');
const scope: JsonObject = {
  o: {
    kind: 'Deployment',
    name: '?',
    list: ['a', '?', 'c'],
    spec: { replicas: '?', x: 1 },
    like: { replicas: 3, x: 1 },
    containers: [{ image: 'a' }, { image: '?' }],
  },
};

describe('what an unknown value does not change is known', () => {
  test.each([
    ['o.kind == "Pod" && o.name == "x"', false],
    ['o.name == "x" && o.kind == "Pod"', false],
    ['o.name == "x" || o.kind == "Deployment"', true],
    ['has(o.name)', true],
    ['has(o.spec.replicas) && !has(o.spec.paused)', true],
    ['"replicas" in o.spec', true],
    ['o.list.exists(i, i == "c")', true],
    ['o.list.exists(i, i.startsWith("c"))', true],
    ['o.list.all(i, i == "a")', false],
    ['"c" in o.list', true],
    ['o.list[0] == "a"', true],
    ['o.list.size()', 3],
    ['o.list == ["a"]', false],
    ['o.containers.exists(c, c.image == "a")', true],
    ['o.containers.map(c, has(c.image))', [true, true]],
    ['o.spec.exists(key, key == "x")', true],
    ['o.?spec.?paused.orValue(7)', 7],
  ])('%s', (expression, value) => {
    expect(evaluate(expression, scope)).toEqual(value);
  });
});

describe('what depends on an unknown value is not known', () => {
  test.each([
    'o.name',
    '[o.name]',
    'o.name == "x"',
    'o.name != "x"',
    'o.name == null',
    'o.name == o.name',
    'o.name in ["a"]',
    'o.name.startsWith("a")',
    'o.name.matches("a")',
    'size(o.name) > 1',
    'string(o.name) == "a"',
    'o.name + "x" == "x"',
    '!o.name',
    'o.name ? true : false',
    'o.name.first == "x"',
    'has(o.name.first)',
    'o.?name.?first.orValue(1) == 1',
    'o[o.name] == 1',
    'o.spec.replicas > 3',
    '"z" in o.list',
    'o.list[1] == "b"',
    'o.list == ["a", "b", "c"]',
    '["a", "b", "c"] == o.list',
    '{"replicas": 1, "x": 1} == o.spec',
    'o.spec == {"replicas": 1, "x": 1}',
    'o.like == o.spec',
    'o.list.exists(i, i == "d")',
    'o.list.all(i, i != "d")',
    'o.list.map(i, i)',
    'o.list.filter(i, i == "b").size() > 0',
    'o.list.exists_one(i, i == "b")',
    'o.list.join(",")',
    'o.containers.exists(c, c.image == "b")',
    'o.spec.all(key, o.spec[key] == 1)',
  ])('%s', (expression) => {
    expect(() => evaluate(expression, scope)).toThrow(ExpressionError);
  });
});

test('an expression has a value only where every known value would give the same', () => {
  const inputs = { a: '?', b: 'x', c: ['?', 'y'], d: { e: '?', f: 'z' } };
  const known = fc.constantFrom<Json>('x', 'y', '', 1, true, null, ['y'], { e: 'x' });
  const whole = fc.constantFrom('inputs.a', 'inputs.b', 'inputs.c', 'inputs.d', 'inputs.d.e', 'inputs.c[0]');
  const item = fc.oneof(whole, fc.constantFrom('"x"', '["x", "y"]', '{"e": "x", "f": "z"}', '1', 'null'));
  const bool = fc.letrec<{ node: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      fc.tuple(item, fc.constantFrom('==', '!=', 'in'), item).map((parts) => parts.join(' ')),
      fc.constantFrom('has(inputs.d.e)', '"e" in inputs.d', 'inputs.c.exists(i, i == "y")', 'true'),
      fc.constantFrom('inputs.c.all(i, i != "x")', 'inputs.a.startsWith("x")', 'inputs.c.size() == 2'),
    ),
    node: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      fc
        .tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node'))
        .map(([l, op, r]) => `(${l}) ${op} (${r})`),
      tie('node').map((inner) => `!(${inner})`),
    ),
  })).node;

  fc.assert(
    fc.property(bool, fc.tuple(known, known, known), (expression, [a, c, e]) => {
      const before = outcome(expression, { inputs });
      if (before === undefined) return;
      const filled = { a, b: 'x', c: [c, 'y'], d: { e, f: 'z' } };
      const after = outcome(expression, { inputs: filled });
      expect(after ?? before).toEqual(before);
    }),
    { numRuns: 3000 },
  );
});

function evaluate(expression: string, given: JsonObject): Json {
  return evaluateExpression(expression, given, { isUnknown });
}

function outcome(expression: string, given: JsonObject): Json | undefined {
  try {
    return evaluate(expression, given);
  } catch {
    return undefined;
  }
}
