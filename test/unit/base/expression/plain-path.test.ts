import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExpression, checkWithCel } from '../../../../src/base/expression/check.ts';
import { plainPath } from '../../../../src/base/expression/plain-path.ts';

const VARIABLES = {
  inputs: { archive: 'string', count: 'int', deep: 'map', any: 'dyn', list: 'list', flag: 'bool' },
  steps: 'map',
  run: 'map',
  item: 'dyn',
  index: 'int',
};
const NAMES = [
  'inputs',
  'steps',
  'run',
  'item',
  'index',
  'nobody',
  'archive',
  'count',
  'deep',
  'any',
  'list',
  'flag',

  'check',
  'outputs',
  'size',
  'matches',
  'map',
  'in',
  'true',
  'null',
  'as',
  'package',
  'int',
  'type',
  'has',
  '_x',
  '1a',
  '',
];

describe('the short cut for paths', () => {
  test.each(['inputs.archive', 'steps.check.outputs.files', 'run.id'])('knows %s', (expression) => {
    expect(plainPath(expression, VARIABLES)).toBeDefined();
  });

  test.each(['inputs.nobody', 'inputs', 'inputs.count.x', 'index.x', 'steps.in.x', 'a.b', 'inputs.archive '])(
    'leaves %j to CEL',
    (expression) => {
      expect(plainPath(expression, VARIABLES)).toBeUndefined();
    },
  );

  test('says what CEL says', () => {
    const path = fc
      .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(path, (expression) => {
        expect(checkExpression(expression, VARIABLES)).toEqual(checkWithCel(expression, VARIABLES));
      }),
      { numRuns: 2000 },
    );
  });
});
