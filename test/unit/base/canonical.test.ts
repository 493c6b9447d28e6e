import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/base/canonical.ts';

describe('canonicalJson', () => {
  test('sorts keys by UTF-16 units and writes numbers as ECMAScript does', () => {
    expect(canonicalJson({ b: 1e-7, a: [1.5, '\u20ac'], '\u0001': null })).toBe(
      '{"\\u0001":null,"a":[1.5,"€"],"b":1e-7}',
    );
  });

  test.each([[Number.NaN], [2 ** 53], [new Map()], [undefined]])(
    'refuses %s instead of changing it',
    (value) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a careless caller could pass.
      expect(() => canonicalJson({ value: value as never })).toThrow('$.value');
    },
  );
});
