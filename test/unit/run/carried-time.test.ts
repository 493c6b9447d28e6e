import { expect, test } from 'vitest';
import type { RunEvent, StoredEvent } from '../../../src/model/run.ts';
import { CarriedTime } from '../../../src/run/carried-time.ts';

const owner = { host: 'h', bootId: 'b', pid: 1, startTime: 1 };
const claimed: RunEvent = { type: 'run-claimed', token: 1, owner };
const done: RunEvent = { type: 'step-done', step: 'a', phase: 'steps', attempt: 1, outputs: {} };

test('the time of a run is what its owners carried it, not what it waited for people or lay without an owner', () => {
  const events = [
    at(5, claimed),
    at(15, done),
    at(100, { type: 'run-paused', by: 'ben' }),
    at(200, claimed),
    at(203, done),
    at(204, { type: 'run-interrupted', reason: 'told to stop' }),
    at(900, claimed),
  ];

  expect(carriedMs(events)).toBe(14);
});

test('a run that nobody carried has taken no time', () => {
  expect(carriedMs([at(7, { type: 'run-paused', by: 'ben' })])).toBe(0);
});

function at(ms: number, event: RunEvent): StoredEvent {
  return { seq: ms, at: new Date(ms).toISOString(), event };
}

function carriedMs(events: readonly StoredEvent[]): number {
  const time = new CarriedTime();
  for (const event of events) time.add(event);
  return time.ms;
}
