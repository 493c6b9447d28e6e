import type { StepState } from '../model/run.ts';

/** Ended: nothing but a person's journaled decision changes it. */
export function isTerminal(state: StepState): boolean {
  switch (state) {
    case 'succeeded':
    case 'failed-continued':
    case 'failed':
    case 'skipped':
    case 'omitted':
      return true;
    case 'pending':
    case 'running':
    case 'backing-off':
    case 'waiting':
      return false;
  }
}

/** Holds one of the run's places: a step between two attempts keeps its own. */
export function isActive(state: StepState): boolean {
  return state === 'running' || state === 'backing-off';
}
