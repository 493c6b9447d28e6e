import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepState } from '../../../src/model/run.ts';
import {
  advance,
  type Decision,
  type GraphStep,
  runsBehindFailure,
  type Standing,
} from '../../../src/run/advance.ts';
import { stepOf } from '../../../src/base/item-name.ts';
import { ReadySet } from '../../../src/run/ready-set.ts';
import { arbitraryGraph, step } from './graphs.ts';
import { draw, hasEnded, PlayedRun, stateIn } from './played-run.ts';

describe('advance', () => {
  const deploy = [step('drain'), step('upgrade', ['drain']), step('tell', ['upgrade'], true)];

  test('starts what needs nothing', () => {
    expect(advance(deploy, states({}), 4)).toEqual({
      start: ['drain'],
      omit: [],
      settle: [],
      outcome: 'running',
    });
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
      settle: [],
      outcome: 'running',
    });
  });

  test('starts nothing new beside a failure', () => {
    const apart = [step('a'), step('b')];

    expect(advance(apart, states({ a: 'failed' }), 4)).toMatchObject({
      start: [],
      omit: ['b'],
      outcome: 'ended',
    });
  });

  test('fills the free places only, in plan order, and counts a step between attempts', () => {
    const wide = [step('a'), step('b'), step('c')];

    expect(advance(wide, states({ a: 'backing-off' }), 2).start).toEqual(['b']);
  });

  test('is stuck when only a person can move it on', () => {
    expect(advance(deploy, states({ drain: 'waiting' }), 4).outcome).toBe('stuck');
  });

  describe('with items', () => {
    const patch = [step('list'), { ...step('patch', ['list']), parallel: 2 }, step('tell', ['patch'])];
    test('starts a forEach step without taking a place for it, and then as many items as may run at once', () => {
      expect(advance(patch, states({ list: 'succeeded' }), 4).start).toEqual(['patch']);
      expect(advance(patch, patching('pending', 'pending', 'pending'), 4).start).toEqual([
        'patch[0]',
        'patch[1]',
      ]);
      expect(advance(patch, patching('pending', 'pending'), 1).start).toEqual(['patch[0]']);
    });

    test('counts an item that waits for a person among those of its step, not among those of the run', () => {
      expect(advance(patch, patching('waiting', 'pending', 'pending'), 1).start).toEqual(['patch[1]']);
      expect(advance(patch, patching('waiting', 'waiting', 'pending'), 4)).toMatchObject({
        start: [],
        outcome: 'stuck',
      });
    });

    test('starts no new item behind one that failed, and ends the step when those under way have', () => {
      expect(advance(patch, patching('failed', 'running', 'pending'), 4)).toMatchObject({
        start: [],
        omit: ['tell'],
        settle: [],
      });
      expect(advance(patch, patching('failed', 'succeeded', 'pending'), 4)).toMatchObject({
        settle: [{ step: 'patch', as: 'failed' }],
        outcome: 'ended',
      });
    });

    test.each([
      [[], 'succeeded'],
      [['succeeded', 'skipped'], 'succeeded'],
      [['succeeded', 'failed-continued'], 'failed-continued'],
    ] as const)('ends a step whose items are %j as %s', (ended, as) => {
      expect(advance(patch, patching(...ended), 4)).toMatchObject({
        settle: [{ step: 'patch', as }],
        start: ['tell'],
      });
    });

    test('ends a step that another failure stopped as omitted', () => {
      const apart = [step('other'), { ...step('patch'), parallel: 2 }];

      expect(advance(apart, states({ other: 'failed', patch: ['succeeded', 'pending'] }), 4)).toMatchObject({
        settle: [{ step: 'patch', as: 'omitted' }],
        outcome: 'ended',
      });
    });
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
          const run = new PlayedRun(steps);
          const ready = new ReadySet(steps, new Map());
          for (let turn = 0; turn < 60 && steps.length > 0; turn += 1) {
            const expected = advance(steps, run.standings(), places);
            expect(new ReadySet(steps, run.now).decide(places)).toEqual(expected);
            expect(ready.decide(places)).toEqual(expected);
            run.take(expected);
            const name = pick([...expected.start, ...run.movable()], luck);
            if (name === undefined) break;
            run.move(name, luck, ready);
          }
        },
      ),
      { numRuns: 500 },
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

const ENDS: readonly StepState[] = [
  'succeeded',
  'succeeded',
  'succeeded',
  'failed-continued',
  'skipped',
  'failed',
];

/** Where `patch` goes over a list behind `list`. */
function patching(...standing: StepState[]): Map<string, Standing> {
  return states({ list: 'succeeded', patch: standing });
}

/** Plays a run to its end with `luck` deciding each result, checking every move. */
function playOut(steps: readonly GraphStep[], places: number, luck: Iterator<number>): void {
  const run = new PlayedRun(steps);
  for (;;) {
    const before = run.standings();
    const move = advance(steps, before, places);
    checkMove(steps, before, move);
    run.take(move);
    const all = steps.map(({ name }) => run.standings().get(name));
    expect(move.outcome).toBe(all.every(hasEnded) ? 'ended' : 'running');
    if (move.outcome === 'ended') return;
    for (const name of move.start) run.start(name, luck);
    const [first] = checkedActive(run, steps, places);
    if (first !== undefined) run.set(first, ENDS[draw(luck)] ?? 'succeeded');
    else if (move.start.length === 0) throw new Error('stuck: steps are left, yet nothing runs');
  }
}

function checkMove(steps: readonly GraphStep[], before: ReadonlyMap<string, Standing>, move: Decision): void {
  const halted = [...before.values()].flat().includes('failed');
  const after = new Map([
    ...before,
    ...move.settle.map(({ step: name, as }) => [name, as] as const),
    ...move.omit.map((name) => [name, 'omitted'] as const),
  ]);
  for (const name of move.omit) {
    expect(before.get(name) ?? 'pending').toBe('pending');
    expect(halted, `${name} is omitted beside a failure`).toBe(true);
  }
  for (const name of move.start) {
    expect(stateIn(after, name), `${name} starts once`).toBe('pending');
    const { needs = [], runsBehindFailure: rescue = false } =
      steps.find((one) => one.name === stepOf(name)) ?? {};
    expect(needs.every((need) => hasEnded(after.get(need)))).toBe(true);
    expect(rescue || !halted, `${name} starts beside a failure`).toBe(true);
  }
}

function checkedActive(run: PlayedRun, steps: readonly GraphStep[], places: number): string[] {
  const active = run.active();
  expect(active.length).toBeLessThanOrEqual(places);
  for (const { name, parallel = 0 } of steps) {
    const ofStep = active.filter((one) => one !== name && stepOf(one) === name);
    expect(ofStep.length).toBeLessThanOrEqual(parallel);
  }
  return active;
}

function pick(names: readonly string[], luck: Iterator<number>): string | undefined {
  return names[(draw(luck) * 7 + draw(luck)) % Math.max(1, names.length)];
}

function states(record: Record<string, Standing>): Map<string, Standing> {
  return new Map(Object.entries(record));
}
