import type { PlannedStep } from '../model/plan.ts';
import type { StepState } from '../model/run.ts';
import { isActive, isTerminal } from './states.ts';

/** What scheduling needs to know of a step. */
export interface GraphStep {
  readonly name: string;
  readonly needs: readonly string[];
  /** Its `when` says `always()` or `failed()`. */
  readonly runsBehindFailure: boolean;
}

export interface Decision {
  /** In plan order. Their `when` is asked before they start; false makes them `skipped`. */
  readonly start: readonly string[];
  readonly omit: readonly string[];
  /** stuck: only a person's word moves it on. */
  readonly outcome: 'running' | 'stuck' | 'ended';
}

/**
 * Decides what happens next in a run: the specification, on the whole graph.
 * `ReadySet` decides the same with work by out-degree. `steps` are in topological order.
 *
 * After a failure (`failed`, not `failed-continued`) nothing new starts but steps
 * that run behind failures; all others that are pending are omitted. `places` is
 * how many steps may run at once; 0 (a pause, a cancellation) starts nothing.
 */
export function advance(
  steps: readonly GraphStep[],
  states: ReadonlyMap<string, StepState>,
  places: number,
): Decision {
  const next = new Map(steps.map(({ name }) => [name, states.get(name) ?? 'pending']));
  const all = () => [...next.values()];
  const halted = all().includes('failed');
  const omit = steps.filter((step) => halted && next.get(step.name) === 'pending' && !step.runsBehindFailure);
  for (const { name } of omit) next.set(name, 'omitted');

  const due = steps.filter(
    (step) =>
      next.get(step.name) === 'pending' &&
      step.needs.every((need) => isTerminal(next.get(need) ?? 'pending')),
  );
  const free = Math.max(0, places - all().filter(isActive).length);
  return {
    start: due.slice(0, free).map(({ name }) => name),
    omit: omit.map(({ name }) => name),
    outcome: outcomeOf(all(), due.length),
  };
}

/** Whether a `when` lets a step run behind a failure. */
export function runsBehindFailure(when: string | null): boolean {
  return when !== null && /\b(?:always|failed)\s*\(\s*\)/.test(when);
}

export function graphOf(steps: readonly PlannedStep[]): readonly GraphStep[] {
  return steps.map(({ name, needs, when }) => ({ name, needs, runsBehindFailure: runsBehindFailure(when) }));
}

function outcomeOf(states: readonly StepState[], due: number): Decision['outcome'] {
  if (states.every(isTerminal)) return 'ended';
  return due > 0 || states.some(isActive) ? 'running' : 'stuck';
}
