import type { RunTotal } from './journal.ts';

/** Where the counters of runs go when there is no daemon to scrape. */
export interface MetricsSink {
  /** @throws {AtomError} ATOM_NEEDS_MISSING where it cannot be reached, ATOM_DISK_FULL. */
  publish(totals: readonly RunTotal[]): Promise<void>;
}
