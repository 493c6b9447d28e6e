import type { Phase } from '../model/run.ts';
import type { StepProgress } from '../model/run-view.ts';

/** A step, or an item of one, that nothing has happened to. */
export function untouched(name: string, phase: Phase): StepProgress {
  return {
    name,
    phase,
    state: 'pending',
    attempts: 0,
    failures: 0,
    outputs: null,
    error: null,
    startedAt: null,
    endedAt: null,
    retryAt: null,
    waiting: null,
    process: null,
    container: null,
    item: null,
    items: null,
  };
}
