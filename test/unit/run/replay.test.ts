import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent, StoredEvent } from '../../../src/model/run.ts';
import type { StepProgress } from '../../../src/model/run-view.ts';
import { adoption, chosenOut } from '../../../src/run/selection.ts';
import { applier, emptyView, replay } from '../../../src/run/replay.ts';
import { itemName } from '../../../src/base/item-name.ts';
import { planWith } from '../../support/plan.ts';
import { plannedStep } from '../../support/step-context.ts';
import { leftToDo, reasonOf, resultOf } from '../../../src/run/result.ts';

const plan = planWith(
  { ...plannedStep('shell'), name: 'a' },
  { ...plannedStep('shell'), name: 'b', needs: ['a'], onError: 'continue' },
);

describe('replay', () => {
  test('of any events gives the same as applying them one after the other, from any of them on', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEvent(), { maxLength: 20 }), fc.nat(), (events, cut) => {
        const stored = store(events);
        const at = stored.length === 0 ? 0 : cut % stored.length;
        const live = replay(plan, stored.slice(0, at));
        const go = applier(plan, live);
        for (const event of stored.slice(at)) go(event);

        expect(live).toEqual(replay(plan, stored));
      }),
    );
  });

  test('never forgets that a step was done, whatever crash, request or stranger comes after', () => {
    const later = fc.array(
      arbitraryEvent().filter((event) => !('step' in event && event.step === 'a')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(later, (events) => {
        const view = replay(plan, store([started('a', 1), done('a', 1), ...events]));

        expect(view.steps.get('a')).toMatchObject({ state: 'succeeded', outputs: { exitCode: 0 } });
      }),
    );
  });

  test('knows what is in flight, and by which process', () => {
    const process = { host: 'h', bootId: 'b', pid: 7, startTime: 9 };
    const spawned: RunEvent = {
      type: 'step-spawned',
      step: 'a',
      phase: 'steps',
      attempt: 1,
      process,
      processGroup: 7,
    };
    const view = replay(plan, store([started('a', 1), spawned]));

    expect(view.steps.get('a')).toMatchObject({ state: 'running', process: { identity: process, group: 7 } });
  });

  test('knows in which container, until the attempt has ended', () => {
    const container = { engine: 'unix:///run/docker.sock', name: 'atomctl.run_a.a.1' };
    const contained: RunEvent = { type: 'step-contained', step: 'a', phase: 'steps', attempt: 1, container };
    const running = [started('a', 1), contained];

    expect(replay(plan, store(running)).steps.get('a')).toMatchObject({ state: 'running', container });
    for (const end of [done('a', 1), failed('a', null), started('a', 2)]) {
      expect(replay(plan, store([...running, end])).steps.get('a')?.container).toBeNull();
    }
  });

  test('keeps the first start of an attempt that a crash made to be repeated, for what counts time', () => {
    const interrupted = { step: 'a', phase: 'steps', attempt: 1, decision: 'retry', reason: '' } as const;
    const view = replay(
      plan,
      store([started('a', 1), { type: 'step-interrupted', ...interrupted }, started('a', 2)]),
    );

    expect(view.steps.get('a')).toMatchObject({ attempts: 2, failures: 0, startedAt: timeOf(1) });
  });

  test('reads a final failure by what the plan says of it', () => {
    const view = replay(plan, store([failed('a', null), failed('b', null)]));

    expect([...view.steps.values()].map(({ state }) => state)).toEqual(['failed', 'failed-continued']);
    expect(resultOf(view, { steps: [], nested: [], secrets: [] })).toBe('failed');
    expect(reasonOf(view)).toBe('a: no luck');
  });

  test('takes the first of two answers, and none behind the end of their time', () => {
    const asked: RunEvent = {
      type: 'step-waiting',
      step: 'a',
      phase: 'steps',
      for: 'decision',
      message: '',
      until: null,
    };
    const stateAfter = (...events: RunEvent[]) =>
      replay(plan, store([started('a', 1), asked, ...events])).steps.get('a')?.state;

    expect(stateAfter(answer('mark-done'), answer('retry'))).toBe('succeeded');
    expect(stateAfter(failed('a', null), answer('mark-done'))).toBe('failed');
  });

  test('ignores steps that the plan does not have', () => {
    expect(replay(plan, store([started('z', 1)])).steps).toEqual(emptyView(plan).steps);
  });
});

describe('replay of items', () => {
  const count = 4;
  const list = { ...plannedStep('shell'), name: 'each', forEach: { items: '[1]', parallel: 2 } };
  const expanded: RunEvent = {
    type: 'step-expanded',
    step: 'each',
    phase: 'steps',
    count,
    digest: 'sha256:0',
  };

  test('tells of each what it would tell of a step', () => {
    const steps = Array.from({ length: count }, (_, index) => `s${index}`);
    const alone = planWith(...steps.map((name) => ({ ...plannedStep('shell'), name })));
    fc.assert(
      fc.property(fc.array(arbitraryEvent([...steps, 's4', 'x']), { maxLength: 30 }), (some) => {
        const step = replay(alone, store([expanded, ...some])).steps;
        const itself = some.map((event) =>
          'step' in event ? { ...event, step: event.step.replace(/^s(\d)$/, 'each[$1]') } : event,
        );
        const items = replay(planWith(list), store([expanded, ...itself])).steps.get('each')?.items;

        const told = steps.map((_, index) => tellOf(items?.get(index)));
        expect(told).toEqual(steps.map((name) => tellOf(step.get(name))));
        const states = [...step.values()].map(({ state }) => state);
        for (const state of states)
          expect(items?.countOf(state)).toBe(states.filter((one) => one === state).length);
        expect(items?.outputs()).toEqual(
          states.map((state) => (state === 'succeeded' ? { exitCode: 0 } : null)),
        );
      }),
    );
  });

  test('keeps no outputs beyond what they may take', () => {
    const ended = Array.from({ length: count }, (_, index) => done(itemName({ step: 'each', index }), 1));
    const outputs = (most: number) => {
      const view = emptyView(planWith(list));
      const apply = applier(planWith(list), view, () => most);
      for (const event of store([expanded, ...ended])) apply(event);
      return view.steps.get('each')?.items?.outputs();
    };

    expect(outputs(0)).toBeNull();
    expect(outputs(count * '{"exitCode":0}'.length - 1)).toBeNull();
    expect(outputs(count * '{"exitCode":0}'.length)).toHaveLength(count);
  });

  test('knows nothing of items before their list is known', () => {
    const view = replay(planWith(list), store([started('each[0]', 1)]));

    expect(view.steps.get('each')).toMatchObject({ state: 'pending' });
    expect(view.steps.get('each')?.items?.count).toBe(0);
  });
});

describe('leftToDo', () => {
  test('is empty unless a rollback step failed', () => {
    expect(leftToDo(replay(plan, store([failed('a', null)])))).toEqual([]);
  });
});

describe('a selection', () => {
  test('leaves out what was skipped, and all that --only does not name', () => {
    expect([chosen(['a'], []), chosen([], ['b']), chosen([], [])]).toEqual([['a'], ['a'], []]);
  });

  test('takes over what is not behind the step to go on from', () => {
    const view = replay(plan, store([started('a', 1), done('a', 1)]));

    expect(adoption(plan, 'b', { run: 'run_1', view })).toMatchObject({
      events: [{ type: 'step-adopted', step: 'a', outputs: { exitCode: 0 } }],
    });
    expect(adoption(plan, 'a', { run: 'run_1', view })).toEqual({ events: [] });
  });
});

/** What an item keeps: nothing reads more of one that has ended well. */
function tellOf(step: StepProgress | undefined) {
  return [step?.state, step?.state === 'running' ? step.attempts : null];
}

function chosen(skip: string[], only: string[]): string[] {
  return [...chosenOut({ ...plan, selection: { skip, only, resume: null } })];
}

function arbitraryEvent(names = ['a', 'b', 'stranger']): fc.Arbitrary<RunEvent> {
  const step = fc.constantFrom(...names);
  const attempt = fc.integer({ min: 1, max: 3 });
  return fc.oneof(
    fc.constantFrom<RunEvent>(
      { type: 'run-paused', by: 'ana' },
      { type: 'run-resumed', by: 'ana' },
      { type: 'cancel-requested', by: 'ana', rollback: false },
      { type: 'cancel-requested', by: 'ben', rollback: true },
      { type: 'rollback-started', reason: 'why', steps: [] },
      { type: 'run-interrupted', reason: 'SIGINT' },
    ),
    fc.tuple(step, attempt).map(([name, number]) => started(name, number)),
    fc.tuple(step, attempt).map(([name, number]) => done(name, number)),
    fc.tuple(step, fc.constantFrom(null, timeOf(1))).map(([name, retryAt]) => failed(name, retryAt)),
    step.map((name): RunEvent => ({ type: 'step-skipped', step: name, phase: 'steps', reason: 'when' })),
    step.map((name): RunEvent => ({ type: 'step-omitted', step: name, phase: 'steps' })),
  );
}

function started(step: string, attempt: number): RunEvent {
  return { type: 'step-starting', step, phase: 'steps', attempt, token: 1, idempotencyKey: 'k' };
}

function done(step: string, attempt: number): RunEvent {
  return { type: 'step-done', step, phase: 'steps', attempt, outputs: { exitCode: 0 } };
}

function failed(step: string, retryAt: string | null): RunEvent {
  const error = { kind: 'failed', message: 'no luck' } as const;
  return { type: 'step-failed', step, phase: 'steps', attempt: 1, error, outputs: {}, retryAt };
}

function store(events: readonly RunEvent[]): StoredEvent[] {
  return events.map((event, index) => ({ seq: index + 1, at: timeOf(index + 1), event }));
}

function timeOf(second: number): string {
  return new Date(second * 1000).toISOString();
}

function answer(decision: 'mark-done' | 'retry'): RunEvent {
  return { type: 'step-decided', step: 'a', phase: 'steps', decision, by: 'ben', reason: '' };
}
