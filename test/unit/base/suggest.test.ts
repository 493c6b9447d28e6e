import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, suggest } from '../../../src/base/suggest.ts';

describe('suggest', () => {
  test('finds the word that was meant', () => {
    expect(suggest('handelrs', ['handlers', 'inputs', 'safety'])).toBe('handlers');
  });

  test('says nothing when nothing is near', () => {
    expect(suggest('zebra', ['handlers', 'inputs'])).toBeUndefined();
  });
});

describe('editDistance', () => {
  test('counts a swap of neighbours once', () => {
    expect(editDistance('ab', 'ba', 3)).toBe(1);
  });

  test('is symmetric, and zero for equal words alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 8)).toBe(editDistance(b, a, 8));
        expect(editDistance(a, b, 8) === 0).toBe(a === b);
      }),
    );
  });
});
