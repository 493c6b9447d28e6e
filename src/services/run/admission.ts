import type { Concurrency, PlannedStep } from '../../model/plan.ts';
import type { Phase, RunEvent, StepError } from '../../model/run.ts';
import { runsBehindFailure } from '../../run/advance.ts';
import { isTerminal } from '../../run/states.ts';
import type { Stage } from './attempt.ts';
import type { PhaseSteps } from './phase-steps.ts';
import { concurrencyOf, StepTurns, type TurnNews } from './step-turns.ts';

/** What a driver does for the steps that ask for a place. */
interface Driving {
  readonly event: (event: Extract<RunEvent, { step: string }>) => void;
  readonly failure: (step: string, error: StepError) => void;
  /** To be handed back to `hear` in its turn. */
  readonly news: (step: string, news: TurnNews) => void;
  readonly fault: (error: unknown) => void;
}

/** Lets the steps of a phase in that have a concurrency key: each holds a place from its start to its end. */
export class Admission implements Disposable {
  readonly #stage: Stage;
  readonly #phase: Phase;
  readonly #steps: PhaseSteps;
  readonly #driving: Driving;
  readonly #turns: StepTurns;
  /** Steps with a place, or in a queue. */
  readonly #placed = new Set<string>();
  readonly #admitted = new Set<string>();
  #gaveBack = false;

  constructor(
    stage: Stage,
    { phase, steps }: { readonly phase: Phase; readonly steps: PhaseSteps },
    driving: Driving,
  ) {
    this.#stage = stage;
    this.#phase = phase;
    this.#steps = steps;
    this.#driving = driving;
    this.#turns = new StepTurns(stage.turns, phase, driving);
  }

  get isWaiting(): boolean {
    return !this.#turns.isEmpty;
  }

  has(step: string): boolean {
    return this.#placed.has(step);
  }

  /** Places that were held when the run was last carried: those of steps that have ended are given back. */
  async findPlaces(): Promise<void> {
    const { deps, ledger } = this.#stage;
    for (const { phase, step } of await deps.journal.turns(ledger.run)) {
      if (phase !== this.#phase) continue;
      this.#placed.add(step);
      this.ended(step);
    }
    for (const { name, waiting } of this.#steps.all) {
      const step = this.#steps.planned(name);
      if (waiting?.for === 'concurrency' && hasConcurrency(step)) this.#wait(step);
    }
  }

  /** Whether a step may start now. It holds no place of the run while it waits, and takes one when it is its turn. */
  admits(step: PlannedStep): boolean {
    if (!hasConcurrency(step) || this.#admitted.delete(step.name)) return true;
    const concurrency = this.#wait(step);
    if (concurrency === undefined) return false;
    this.#placed.add(step.name);
    this.hear(step.name, { kind: 'queued', queued: this.#stage.turns.describe(concurrency.key, []) });
    return false;
  }

  hear(step: string, news: TurnNews): void {
    const phase = this.#phase;
    switch (news.kind) {
      case 'held':
        this.#admitted.add(step);
        this.#driving.event({ type: 'step-admitted', step, phase });
        return;
      case 'queued':
        this.#driving.event({ type: 'step-queued', step, phase, ...news.queued });
        return;
      case 'refused':
        this.#driving.failure(step, news.error);
        return;
    }
  }

  /** A failure elsewhere omits what waits for its turn, as it omits what waits for a place of the run. */
  leaveQueues(): void {
    for (const step of this.#turns.steps) {
      if (runsBehindFailure(this.#steps.planned(step).when)) continue;
      this.#driving.event({ type: 'step-omitted', step, phase: this.#phase });
    }
  }

  /** Gives the place of a step back, if it had one and has ended. */
  ended(step: string): void {
    if (!this.#placed.has(step) || !isTerminal(this.#steps.progress(step).state)) return;
    this.#gaveBack = true;
    this.#placed.delete(step);
    this.#turns.forget(step);
    this.#stage.ledger.release({ phase: this.#phase, step });
  }

  /** Whether places were given back since the last time. */
  gaveBack(): boolean {
    const gaveBack = this.#gaveBack;
    this.#gaveBack = false;
    return gaveBack;
  }

  /** What was given back is written: it may be what a step of this run waits for. */
  look(): void {
    this.#turns.look();
  }

  [Symbol.dispose](): void {
    this.#turns[Symbol.dispose]();
  }

  #wait(step: PlannedStep & { readonly concurrency: Concurrency }): Concurrency | undefined {
    const concurrency = concurrencyOf(step, this.#stage.lists.scopeOf(step));
    if ('message' in concurrency) {
      this.#driving.failure(step.name, concurrency);
      return undefined;
    }
    this.#turns.wait(step.name, concurrency);
    return concurrency;
  }
}

function hasConcurrency(step: PlannedStep): step is PlannedStep & { readonly concurrency: Concurrency } {
  return step.concurrency !== null;
}
