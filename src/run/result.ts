import type { RunResult } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';

/** What a run that ends leaves to do by hand, in words. */
export interface LeftBehind {
  /** Of its rollback. */
  readonly steps: readonly string[];
  readonly nested: readonly string[];
  /** Secrets that could not be ended. */
  readonly leases: readonly string[];
}

/** How a run whose steps (and rollback) have ended is judged. */
export function resultOf(view: RunView, left: LeftBehind): RunResult {
  const states = new Set([...view.steps.values()].map(({ state }) => state));
  if (view.rollingBack !== null)
    return left.steps.length + left.nested.length > 0 ? 'rollback-failed' : 'rolled-back';
  if (view.cancel !== null) return 'cancelled';
  if (states.has('failed')) return 'failed';
  const hasErrors = states.has('failed-continued') || left.nested.length + left.leases.length > 0;
  return hasErrors ? 'succeeded-with-errors' : 'succeeded';
}

/** Why, in a sentence; null where there is nothing to say. */
export function reasonOf(view: RunView): string | null {
  if (view.cancel !== null) return `Cancelled by ${view.cancel.by}`;
  const failed = [...view.steps.values()].find(({ state }) => state === 'failed');
  return failed === undefined ? null : `${failed.name}: ${failed.error?.message ?? 'failed'}`;
}

/** What a rollback that failed leaves to do by hand, in words. */
export function leftToDo(view: RunView): readonly string[] {
  const steps = [...view.rollback.values()];
  if (!steps.some(({ state }) => state === 'failed')) return [];
  return steps.flatMap((step) => leftOf(step));
}

/** The exit code that a run's end gives its command. */
export function exitCodeOf(result: RunResult): 0 | 1 {
  switch (result) {
    case 'succeeded':
    case 'succeeded-with-errors':
      return 0;
    case 'failed':
    case 'rolled-back':
    case 'rollback-failed':
    case 'cancelled':
      return 1;
  }
}

function leftOf({ name, state, error }: StepProgress): string[] {
  if (state === 'failed')
    return [`Do what ${name} was to do: it failed (${error?.message ?? 'no reason given'})`];
  return state === 'pending' || state === 'omitted' ? [`Do what ${name} was to do: it was not started`] : [];
}
