import type { PlannedStep } from '../../model/plan.ts';
import type { Phase, StepState } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
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

  get all(): ReadonlyMap<string, StepProgress> {
    return mapOf(this.#view, this.#phase);
  }

  get states(): ReadonlyMap<string, StepState> {
    return new Map([...this.all].map(([name, { state }]) => [name, state]));
  }

  planned(name: string): PlannedStep {
    return this.#named.get(name) ?? this.#unknown(name);
  }

  progress(name: string): StepProgress {
    return this.all.get(name) ?? this.#unknown(name);
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
