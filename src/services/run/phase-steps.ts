import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, StepState } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import { itemOf } from '../../base/item-name.ts';
import { Items } from '../../run/items.ts';
import type { ItemStates } from '../../run/item-states.ts';
import { progressOf, withItems } from '../../run/progress-of.ts';
import { type LiveView, mapOf } from '../../run/replay.ts';

/** The steps of one phase: as they were planned, and how far they are. */
export class PhaseSteps {
  readonly #view: LiveView;
  readonly #phase: Phase;
  readonly #named: ReadonlyMap<string, PlannedStep>;

  constructor(view: LiveView, phase: Phase, steps: readonly PlannedStep[]) {
    this.#view = view;
    this.#phase = phase;
    this.#named = new Map(steps.map((step) => [step.name, step]));
  }

  /** Every step, and the items that are under way. */
  get all(): Iterable<StepProgress> {
    return withItems(mapOf(this.#view, this.#phase).values());
  }

  get standings(): ReadonlyMap<string, StepState | ItemStates> {
    return new Map([...mapOf(this.#view, this.#phase).keys()].map((name) => [name, this.standing(name)]));
  }

  /** How far a step is; of a forEach step under way, how far each of its items is. */
  standing(name: string): StepState | ItemStates {
    const { state, items } = this.progress(name);
    return state === 'running' && items instanceof Items ? items.states : state;
  }

  /** A step, or an item as a step of its own. */
  planned(name: string): PlannedStep {
    const item = itemOf(name);
    if (item === undefined) return this.#named.get(name) ?? this.#unknown(name);
    return { ...(this.#named.get(item.step) ?? this.#unknown(name)), name };
  }

  progress(name: string): StepProgress {
    return progressOf(mapOf(this.#view, this.#phase), name) ?? this.#unknown(name);
  }

  isBehindFailure(name: string): boolean {
    const behind = new Set(this.planned(name).needs);
    for (const need of behind) {
      if (this.progress(need).state === 'failed') return true;
      for (const further of this.planned(need).needs) behind.add(further);
    }
    return false;
  }

  #unknown(name: string): never {
    throw new Error(`no step ${name} in the ${this.#phase}`);
  }
}
