import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent, StoredEvent } from '../../../src/model/run.ts';
import { applier, emptyView } from '../../../src/run/replay.ts';
import { contradictionIn } from '../../../src/run/sound-journal.ts';
import { planWith } from '../../support/plan.ts';
import { plannedStep } from '../../support/step-context.ts';

const plan = planWith(
  { ...plannedStep('shell'), name: 'a' },
  { ...plannedStep('shell'), name: 'b', needs: ['a'] },
);
const owner = { host: 'h', bootId: 'b', pid: 1, startTime: 1 };
const created: RunEvent = { type: 'run-created', planId: 'p', planDigest: 'd' };
const claimed = (token: number): RunEvent => ({ type: 'run-claimed', token, owner });
const ref = (step: string, attempt: number) => ({ step, phase: 'steps', attempt }) as const;
const starting = (step: string, attempt: number, token = 1): RunEvent => ({
  type: 'step-starting',
  ...ref(step, attempt),
  token,
  idempotencyKey: step,
});
const done = (step: string, attempt: number): RunEvent => ({
  type: 'step-done',
  ...ref(step, attempt),
  outputs: {},
});
const interrupted = (step: string, attempt: number): RunEvent => ({
  type: 'step-interrupted',
  ...ref(step, attempt),
  decision: 'retry',
  reason: '',
});
const ended: RunEvent = { type: 'run-ended', result: 'succeeded', reason: null, leftToDo: [] };

/** A run that was taken over in the middle of its first step. */
const SOUND: readonly RunEvent[] = [
  created,
  claimed(1),
  starting('a', 1),
  claimed(2),
  interrupted('a', 1),
  starting('a', 2, 2),
  done('a', 2),
  starting('b', 1, 2),
  done('b', 1),
  ended,
];

describe('a journal', () => {
  test('that is sound has nothing against it', () => {
    expect(firstContradiction(SOUND)).toBeUndefined();
  });

  test.each<[string, readonly RunEvent[], string]>([
    ['without its beginning', [claimed(1)], 'the first event is run-claimed'],
    ['that starts twice', [created, created], 'the run was created before'],
    ['that goes on behind its end', [created, ended, claimed(1)], 'the run had ended'],
    ['with a token that was given out before', [created, claimed(2), claimed(2)], 'the token 2'],
    ['with a start under an old token', [created, claimed(2), starting('a', 1, 1)], 'under the token 1'],
    [
      'that starts what was done',
      [created, claimed(1), starting('a', 1), done('a', 1), starting('a', 2)],
      'step-starting of a, which is succeeded',
    ],
    [
      'that starts what is under way',
      [created, claimed(1), starting('a', 1), starting('a', 2)],
      'which is running',
    ],
    ['with an end that has no beginning', [created, claimed(1), done('a', 1)], 'step-done of a'],
    [
      'with the end of another attempt',
      [created, claimed(1), starting('a', 1), done('a', 2)],
      'step-done of a',
    ],
    ['with a step that the plan does not have', [created, claimed(1), starting('z', 1)], 'no step z'],
  ])('%s is contradicted', (_, events, why) => {
    expect(firstContradiction(events)).toContain(why);
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['a list', []],
    ['an unknown word', { type: 'step-undone', step: 'a' }],
    ['a word of every object', { type: 'constructor' }],
    ['an event without its fields', { type: 'step-done', step: 'a', phase: 'steps' }],
    ['an event whose field is another thing', { type: 'step-starting', ...ref('a', 1), token: '1' }],
  ])('with %s for an event is contradicted', (_, event) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a damaged row may hold.
    expect(firstContradiction([created, event as RunEvent])).toBe('it is no event of a run');
  });

  test('of which one event was lost, doubled or put elsewhere never has a done step run again', () => {
    const change = fc.record({
      kind: fc.constantFrom('drop', 'double', 'move'),
      at: fc.nat(SOUND.length - 1),
      to: fc.nat(SOUND.length - 1),
    });
    fc.assert(
      fc.property(change, ({ kind, at, to }) => {
        const events = changed(kind, at, to);
        const sound = firstContradiction(events) === undefined;

        expect(sound && runsAgain(events)).toBe(false);
      }),
    );
  });
});

function firstContradiction(events: readonly RunEvent[]): string | undefined {
  const view = emptyView(plan);
  const apply = applier(plan, view);
  for (const [index, event] of events.entries()) {
    const stored: StoredEvent = { seq: index + 1, at: '2026-01-01T00:00:00.000Z', event };
    const why = contradictionIn(view, stored);
    if (why !== undefined) return why;
    apply(stored);
  }
  return undefined;
}

function changed(kind: string, at: number, to: number): readonly RunEvent[] {
  const one = SOUND.slice(at, at + 1);
  const others = SOUND.toSpliced(at, 1);
  if (kind === 'drop') return others;
  return (kind === 'double' ? SOUND : others).toSpliced(to, 0, ...one);
}

function runsAgain(events: readonly RunEvent[]): boolean {
  const finished = new Set<string>();
  for (const event of events) {
    if (event.type === 'step-starting' && finished.has(event.step)) return true;
    if (event.type === 'step-done') finished.add(event.step);
  }
  return false;
}
