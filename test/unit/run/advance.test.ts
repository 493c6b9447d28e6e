import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepState } from '../../../src/model/run.ts';
import { advance, type GraphStep, runsBehindFailure } from '../../../src/run/advance.ts';
import { ReadySet } from '../../../src/run/ready-set.ts';
import { isActive, isTerminal } from '../../../src/run/states.ts';
import { arbitraryGraph, step } from './graphs.ts';

describe('advance', () => {
  const deploy = [step('drain'), step('upgrade', ['drain']), step('tell', ['upgrade'], true)];

  test('starts what needs nothing', () => {
    expect(advance(deploy, states({}), 4)).toEqual({ start: ['drain'], omit: [], outcome: 'running' });
  });

  test('waits while a need is running', () => {
    expect(advance(deploy, states({ drain: 'running' }), 4).start).toEqual([]);
  });

  test.each(['succeeded', 'failed-continued', 'skipped'] as const)(
    'counts a need that is %s as satisfied',
    (state) => {
      expect(advance(deploy, states({ drain: state }), 4).start).toEqual(['upgrade']);
    },
  );

  test('omits what is behind a failure, and starts what runs behind one', () => {
    expect(advance(deploy, states({ drain: 'failed' }), 4)).toEqual({
      start: ['tell'],
      omit: ['upgrade'],
      outcome: 'running',
    });
  });

  test('starts nothing new beside a failure', () => {
    const apart = [step('a'), step('b')];

    expect(advance(apart, states({ a: 'failed' }), 4)).toEqual({ start: [], omit: ['b'], outcome: 'ended' });
  });

  test('fills the free places only, in plan order, and counts a step between attempts', () => {
    const wide = [step('a'), step('b'), step('c')];

    expect(advance(wide, states({ a: 'backing-off' }), 2).start).toEqual(['b']);
  });

  test('is stuck when only a person can move it on', () => {
    expect(advance(deploy, states({ drain: 'waiting' }), 4).outcome).toBe('stuck');
  });

  test('any run ends, within the limit, each step once and after its needs', () => {
    fc.assert(
      fc.property(arbitraryGraph(), fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat(5)), playOut),
    );
  });
});

describe('the ready set', () => {
  test('decides as advance does at every moment of any run, and when it is made in the middle of one', () => {
    fc.assert(
      fc.property(
        arbitraryGraph(),
        fc.integer({ min: 0, max: 4 }),
        fc.infiniteStream(fc.nat(9)),
        (steps, places, luck) => {
          const now = new Map<string, StepState>();
          const ready = new ReadySet(steps, now);
          for (let turn = 0; turn < 40 && steps.length > 0; turn += 1) {
            const expected = advance(steps, now, places);
            expect(new ReadySet(steps, now).decide(places)).toEqual(expected);
            expect(ready.decide(places)).toEqual(expected);
            for (const name of expected.omit) now.set(name, 'omitted');
            const pool = [
              ...expected.start,
              ...[...now.keys()].filter((name) => now.get(name) !== 'omitted'),
            ];
            const name = pool[draw(luck) % Math.max(1, pool.length)];
            if (name === undefined) break;
            const state = ANY[draw(luck)] ?? 'pending';
            now.set(name, state);
            ready.set(name, state);
          }
        },
      ),
    );
  });

  test('orders 100,000 steps in linear time', () => {
    const steps = Array.from({ length: 100_000 }, (_, i) => step(`s${i}`, i === 0 ? [] : [`s${i - 1}`]));
    const ready = new ReadySet(steps, new Map());
    const started = performance.now();
    for (;;) {
      const [name] = ready.decide(4).start;
      if (name === undefined) break;
      ready.set(name, 'running');
      ready.set(name, 'succeeded');
    }

    expect(ready.decide(4).outcome).toBe('ended');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('runsBehindFailure', () => {
  test.each([
    ['always()', true],
    ['failed( ) && inputs.x', true],
    ['steps.a.outputs.failed', false],
    [null, false],
  ])('%s: %s', (when, expected) => {
    expect(runsBehindFailure(when)).toBe(expected);
  });
});

const ANY: readonly StepState[] = [
  'running',
  'backing-off',
  'waiting',
  'succeeded',
  'succeeded',
  'skipped',
  'failed-continued',
  'failed',
  'pending',
  'running',
];
const ENDS: readonly StepState[] = [
  'succeeded',
  'succeeded',
  'succeeded',
  'failed-continued',
  'skipped',
  'failed',
];

/** Plays a run to its end with `luck` deciding each result, checking every move. */
function playOut(steps: readonly GraphStep[], places: number, luck: Iterator<number>): void {
  const now = new Map<string, StepState>(steps.map(({ name }) => [name, 'pending']));
  const failed = () => [...now.values()].includes('failed');

  for (;;) {
    const move = advance(steps, now, places);
    for (const name of move.omit) {
      expect(now.get(name)).toBe('pending');
      expect(failed(), `${name} is omitted beside a failure`).toBe(true);
      now.set(name, 'omitted');
    }
    for (const name of move.start) {
      expect(now.get(name), `${name} starts once`).toBe('pending');
      const { needs = [], runsBehindFailure: rescue = false } = steps.find((one) => one.name === name) ?? {};
      expect(needs.every((need) => isTerminal(now.get(need) ?? 'pending'))).toBe(true);
      expect(rescue || !failed(), `${name} starts beside a failure`).toBe(true);
      now.set(name, 'running');
    }
    const active = [...now].filter(([, state]) => isActive(state)).map(([name]) => name);
    expect(active.length).toBeLessThanOrEqual(places);
    expect(move.outcome).toBe([...now.values()].every(isTerminal) ? 'ended' : 'running');
    if (move.outcome === 'ended') return;
    const [first] = active;
    if (first === undefined) throw new Error('stuck: steps are left, yet nothing runs');
    now.set(first, ENDS[draw(luck)] ?? 'succeeded');
  }
}

function draw(luck: Iterator<number>): number {
  const { value } = luck.next();
  return typeof value === 'number' ? value : 0;
}

function states(record: Record<string, StepState>): Map<string, StepState> {
  return new Map(Object.entries(record));
}
