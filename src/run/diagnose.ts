import type { Ailment } from '../model/run-doctor.ts';
import type { RunState } from '../model/run.ts';

/** What is known of an open run without reading its journal. */
export interface Vitals {
  readonly state: Exclude<RunState, 'ended' | 'interrupted'>;
  /** Whether the last event that was written can be read. */
  readonly sound: boolean;
  /** Nobody ever claimed it. */
  readonly unclaimed: boolean;
  readonly ageMs: number;
  readonly owner: OwnerState;
}

/** none: it was let go. unknown: another container's. */
export type OwnerState = 'none' | 'dead' | 'well' | 'silent' | 'unknown' | 'unknown-and-over';

/** A run that was made just now has no owner for a moment. */
const NEWBORN_MS = 10_000;

/** What ails an open run; null: it is carried, and waits for nobody. */
export function ailmentOf(vitals: Vitals): Ailment | null {
  if (!vitals.sound) return 'damaged';
  switch (vitals.owner) {
    case 'dead':
      return 'interrupted';
    case 'silent':
      return 'silent';
    case 'unknown-and-over':
      return 'unreachable';
    case 'well':
    case 'unknown':
      return vitals.state === 'waiting' ? 'waiting' : null;
    case 'none':
      return ailmentWithoutOwner(vitals);
  }
}

function ailmentWithoutOwner({ state, unclaimed, ageMs }: Vitals): Ailment | null {
  if (unclaimed) return ageMs < NEWBORN_MS ? null : 'not-begun';
  return state === 'waiting' || state === 'paused' ? state : 'interrupted';
}
