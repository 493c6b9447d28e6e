import type { PlannedStep } from '../model/plan.ts';
import type { StepState } from '../model/run.ts';
import { itemName } from '../base/item-name.ts';
import { isActive, isTerminal } from './states.ts';

/** What scheduling needs to know of a step. */
export interface GraphStep {
  readonly name: string;
  readonly needs: readonly string[];
  /** Its `when` says `always()` or `failed()`. */
  readonly runsBehindFailure: boolean;
  /** Of a forEach step: how many of its items may be under way at once. */
  readonly parallel?: number;
}

/** How far a step is; of a forEach step under way, how far each of its items is. */
export type Standing = StepState | readonly StepState[];

/** How a forEach step ends whose items have ended. */
export interface Settled {
  readonly step: string;
  readonly as: Extract<StepState, 'succeeded' | 'failed-continued' | 'failed' | 'omitted'>;
}

export interface Decision {
  /**
   * In plan order: steps, and items of forEach steps. Their `when` is asked before they start; false makes them
   * `skipped`. A forEach step that starts gets its items; it holds no place itself.
   */
  readonly start: readonly string[];
  readonly omit: readonly string[];
  readonly settle: readonly Settled[];
  /** stuck: only a person's word moves it on. */
  readonly outcome: 'running' | 'stuck' | 'ended';
}

/**
 * Decides what happens next in a run: the specification, on the whole graph.
 * `ReadySet` decides the same with work by out-degree. `steps` are in topological order.
 *
 * After a failure (`failed`, not `failed-continued`), of an item too, nothing new starts but steps that run
 * behind failures, and their items; all other steps that are pending are omitted. An item that waits for a
 * person holds its place among those of its step, but none of the run's. `places` is how many steps and items
 * may run at once; 0 (a pause, a cancellation) starts nothing.
 */
export function advance(
  steps: readonly GraphStep[],
  standings: ReadonlyMap<string, Standing>,
  places: number,
): Decision {
  const next = new Map(steps.map(({ name }) => [name, standings.get(name) ?? 'pending']));
  const halted = [...next.values()].flat().includes('failed');
  const settle = steps.flatMap((step): Settled[] => {
    const as = settledAs(step, next.get(step.name), halted);
    return as === undefined ? [] : [{ step: step.name, as }];
  });
  for (const { step, as } of settle) next.set(step, as);
  const omit = steps.filter((step) => halted && next.get(step.name) === 'pending' && !step.runsBehindFailure);
  for (const { name } of omit) next.set(name, 'omitted');

  const due = steps.flatMap((step) => dueOf(step, next, halted));
  const all = [...next.values()].flat();
  const free = Math.max(0, places - all.filter(isActive).length);
  return {
    start: due.slice(0, free),
    omit: omit.map(({ name }) => name),
    settle,
    outcome: outcomeOf([...next.values()], due.length),
  };
}

/** How a forEach step ends; undefined while items of it are under way, or may still start. */
function settledAs(step: GraphStep, items: Standing | undefined, halted: boolean): Settled['as'] | undefined {
  if (items === undefined || typeof items === 'string' || items.some(isUnderWay)) return undefined;
  if (items.includes('failed')) return 'failed';
  if (items.includes('pending') && !isStopped(step, items, halted)) return undefined;
  if (items.includes('pending') || items.includes('omitted')) return 'omitted';
  return items.includes('failed-continued') ? 'failed-continued' : 'succeeded';
}

/** The step, or the items of it, that have nothing to wait for but a place. */
function dueOf(step: GraphStep, next: ReadonlyMap<string, Standing>, halted: boolean): string[] {
  const standing = next.get(step.name);
  if (standing === 'pending') return step.needs.every((need) => hasEnded(next.get(need))) ? [step.name] : [];
  if (standing === undefined || typeof standing === 'string' || isStopped(step, standing, halted)) return [];
  const room = (step.parallel ?? 1) - standing.filter(isUnderWay).length;
  const pending = standing.flatMap((state, index) => (state === 'pending' ? [index] : []));
  return pending.slice(0, Math.max(0, room)).map((index) => itemName({ step: step.name, index }));
}

/** A failed item lets no other start, whatever the step's `when` says. */
function isStopped(step: GraphStep, items: readonly StepState[], halted: boolean): boolean {
  return items.includes('failed') || (halted && !step.runsBehindFailure);
}

function isUnderWay(item: StepState): boolean {
  return isActive(item) || item === 'waiting';
}

function hasEnded(standing: Standing | undefined): boolean {
  return typeof standing === 'string' && isTerminal(standing);
}

/** Whether a `when` lets a step run behind a failure. */
export function runsBehindFailure(when: string | null): boolean {
  return when !== null && /\b(?:always|failed)\s*\(\s*\)/.test(when);
}

export function graphOf(steps: readonly PlannedStep[]): readonly GraphStep[] {
  return steps.map(({ name, needs, when, forEach }) => ({
    name,
    needs,
    runsBehindFailure: runsBehindFailure(when),
    ...(forEach !== null && { parallel: forEach.parallel }),
  }));
}

function outcomeOf(standings: readonly Standing[], due: number): Decision['outcome'] {
  if (standings.every(hasEnded)) return 'ended';
  return due > 0 || standings.flat().some(isActive) ? 'running' : 'stuck';
}
