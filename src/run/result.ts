import { type Json, textOf } from '../base/json.ts';
import { UNDO_PREFIX } from '../model/plan.ts';
import type { RunResult } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';

/** What a run that ends leaves to do by hand, in words. */
export interface LeftBehind {
  /** Of its rollback. */
  readonly steps: readonly string[];
  readonly nested: readonly string[];
  /** Secrets that could not be ended. */
  readonly secrets: readonly string[];
}

/** How a run whose steps (and rollback) have ended is judged. */
export function resultOf(view: RunView, left: LeftBehind): RunResult {
  const states = new Set([...view.steps.values()].map(({ state }) => state));
  if (view.rollingBack !== null)
    return isUndone(view) && left.nested.length === 0 ? 'rolled-back' : 'rollback-failed';
  if (view.cancel !== null) return 'cancelled';
  if (states.has('failed')) return 'failed';
  const hasErrors = states.has('failed-continued') || left.nested.length + left.secrets.length > 0;
  return hasErrors ? 'succeeded-with-errors' : 'succeeded';
}

/** Why, in a sentence; null where there is nothing to say. */
export function reasonOf(view: RunView): string | null {
  if (view.cancel !== null) return `Cancelled by ${view.cancel.by}`;
  const failed = [...view.steps.values()].find(({ state }) => state === 'failed');
  return failed === undefined ? null : `${failed.name}: ${failed.error?.message ?? 'failed'}`;
}

/**
 * What a rollback leaves to do by hand, in words: what failed, and what it left as it is on purpose, as another changed
 * it since. The latter is no failure of the rollback.
 */
export function leftToDo(view: RunView): readonly string[] {
  const steps = [...view.rollback.values()];
  const undone = steps.flatMap(leftAsItIs);
  return isUndone(view) ? undone : [...steps.flatMap((step) => leftOf(step)), ...undone];
}

function isUndone({ rollback }: RunView): boolean {
  return ![...rollback.values()].some(({ state }) => state === 'failed');
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

/** What an undoing step says that it left. */
function leftAsItIs({ name, outputs }: StepProgress): string[] {
  const left = name.startsWith(UNDO_PREFIX) ? outputs?.['left'] : undefined;
  return Array.isArray(left) ? left.map((words: Json) => `Left as it is: ${textOf(words)}`) : [];
}

function leftOf({ name, state, error }: StepProgress): string[] {
  const what = name.startsWith(UNDO_PREFIX)
    ? `Put back what ${name.slice(UNDO_PREFIX.length)} changed`
    : `Do what ${name} was to do`;
  if (state === 'failed') return [`${what}: it failed (${error?.message ?? 'no reason given'})`];
  return state === 'pending' || state === 'omitted' ? [`${what}: it was not started`] : [];
}
