import type { RunEvent, StoredEvent } from '../model/run.ts';

/** What others than its owner write into a run. */
const REQUESTS: ReadonlySet<RunEvent['type']> = new Set([
  'run-paused',
  'run-resumed',
  'cancel-requested',
  'step-cancel-requested',
  'step-decided',
]);

export function isRequest({ type }: RunEvent): boolean {
  return REQUESTS.has(type);
}

/**
 * How long owners have carried a run, in ms: for each, from its claim to the last that it wrote. Time that the
 * run waited for people or for its turn, or lay without an owner is not in it, nor what a crashed owner did after its last event.
 */
export class CarriedTime {
  #total = 0;
  #last: number | undefined;
  #isQueued = false;

  get ms(): number {
    return this.#total;
  }

  /** Takes the run's events one after the other. */
  add({ at, event }: StoredEvent): void {
    if (isRequest(event)) return;
    const now = Date.parse(at);
    const isClaim = event.type === 'run-claimed';
    if (this.#last !== undefined && !isClaim && !this.#isQueued) this.#total += Math.max(0, now - this.#last);
    if (this.#last !== undefined || isClaim) this.#last = now;
    if (event.type === 'run-queued') this.#isQueued = true;
    if (event.type === 'run-admitted') this.#isQueued = false;
  }
}
