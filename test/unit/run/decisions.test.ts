import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RetryPolicy } from '../../../src/model/plan.ts';
import { recoveryOf } from '../../../src/run/recovery.ts';
import { nextAttemptIn } from '../../../src/run/retry.ts';
import { plannedStep } from '../../support/step-context.ts';

const policy: RetryPolicy = {
  attempts: 4,
  initialMs: 100,
  factor: 2,
  maxMs: 300,
  jitter: false,
  on: ['timeout', 'failed'],
};

describe('nextAttemptIn', () => {
  test('grows to its bound and ends with the last attempt', () => {
    const pauses = [1, 2, 3, 4].map((failures) => nextAttemptIn(policy, { kind: 'failed', failures }, 0));

    expect(pauses).toEqual([100, 200, 300, undefined]);
  });

  test('waits for as long as the other side asked, also beyond its own longest pause', () => {
    const asked = { kind: 'timeout', failures: 1, retryAfterMs: 7000 } as const;

    expect(nextAttemptIn(policy, asked, 0)).toBe(7000);
    expect(nextAttemptIn(policy, { ...asked, retryAfterMs: 1 }, 0)).toBe(100);
    expect(nextAttemptIn(policy, { ...asked, failures: 4 }, 0)).toBeUndefined();
  });

  test.each(['refused', 'cancelled', 'expression', 'conflict'] as const)(
    'does not try again what is %s',
    (kind) => {
      expect(nextAttemptIn(policy, { kind, failures: 1 }, 0)).toBeUndefined();
    },
  );

  test('comes no sooner than the other side asked for', () => {
    const pauses = [50, 5000].map((retryAfterMs) =>
      nextAttemptIn(policy, { kind: 'failed', failures: 1, retryAfterMs }, 0),
    );

    expect(pauses).toEqual([100, 5000]);
  });

  test('spreads pauses between half of each and all of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (random) => {
        const pause = nextAttemptIn({ ...policy, jitter: true }, { kind: 'timeout', failures: 2 }, random);

        expect(pause).toBeGreaterThanOrEqual(100);
        expect(pause).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('recoveryOf', () => {
  const probe = { type: 'shell', with: {}, timeoutMs: 1 } as const;

  test.each([
    ['retry', null, null, 'retry'],
    ['ask', null, null, 'ask'],
    ['verify', null, null, 'ask'],
    ['verify', probe, 0, 'done'],
    ['verify', probe, 1, 'retry'],
    ['verify', probe, 2, 'ask'],
    ['verify', probe, null, 'ask'],
  ] as const)('%s with probe %j that exits %j: %s', (...[onInterrupt, asked, exit, decision]) => {
    expect(recoveryOf({ ...plannedStep('shell'), onInterrupt, probe: asked }, exit).decision).toBe(decision);
  });
});
