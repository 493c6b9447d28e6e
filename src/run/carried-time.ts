import type { RunEvent, StoredEvent } from '../model/run.ts';

/** What others than its owner write into a run. */
const REQUESTS: ReadonlySet<RunEvent['type']> = new Set([
  'run-paused',
  'run-resumed',
  'cancel-requested',
  'step-decided',
]);

export function isRequest({ type }: RunEvent): boolean {
  return REQUESTS.has(type);
}

/**
 * How long owners have carried a run, in ms: for each, from its claim to the last that it wrote. Time that the
 * run waited for people or lay without an owner is not in it, nor what a crashed owner did after its last event.
 */
export function carriedMs(events: readonly StoredEvent[]): number {
  let total = 0;
  let last: number | undefined;
  for (const { at, event } of events) {
    if (isRequest(event)) continue;
    const now = Date.parse(at);
    if (last !== undefined && event.type !== 'run-claimed') total += Math.max(0, now - last);
    if (last !== undefined || event.type === 'run-claimed') last = now;
  }
  return total;
}
