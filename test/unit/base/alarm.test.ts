import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alarm } from '../../../src/base/alarm.ts';

const DAY_MS = 86_400_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([[5], [2 ** 31], [60 * DAY_MS]])('rings once, %i ms from now and not before', (ms) => {
  const ring = vi.fn<() => void>();
  alarm(ms, ring);

  vi.advanceTimersByTime(ms - 1);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ring).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(ms);
  expect(ring).toHaveBeenCalledOnce();
});

test('is silent once it is disposed, also in its second round', () => {
  const ring = vi.fn<() => void>();
  const set = alarm(60 * DAY_MS, ring);
  vi.advanceTimersByTime(30 * DAY_MS);
  set[Symbol.dispose]();
  vi.advanceTimersByTime(60 * DAY_MS);

  expect(ring).not.toHaveBeenCalled();
});
