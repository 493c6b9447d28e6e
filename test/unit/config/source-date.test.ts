import { describe, expect, test } from 'vitest';
import { sourceDateEpoch } from '../../../src/config/source-date.ts';

describe('sourceDateEpoch', () => {
  test('is 0 when not set', () => {
    expect(sourceDateEpoch(null)).toBe(0);
  });

  test.each(['-1', '1.5', 'now', '', '99999999999'])('refuses "%s"', (value) => {
    expect(() => sourceDateEpoch(value)).toThrow('is not whole seconds');
  });
});
