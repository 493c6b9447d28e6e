import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../../../src/adapters/executor/network/retry-after.ts';

const NOW = new Date('2027-01-31T02:00:00Z');

test.each([
  ['120', 120_000],
  ['0', 0],
  [' 5 ', 5000],
  ['Sun, 31 Jan 2027 02:00:30 GMT', 30_000],
  ['Sun, 31 Jan 2027 01:00:00 GMT', 0],
  ['999999999', 86_400_000],
])('Retry-After: %s asks for %i ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});

test.each([undefined, '', 'soon', '-1', '1.5', '2027-01-31'])(
  'Retry-After: %s asks for nothing',
  (header) => {
    expect(retryAfterMs(header, NOW)).toBeUndefined();
  },
);
