import { resolveTemplates } from '../../base/expression/template.ts';
import { textOf } from '../../base/json.ts';
import type { Concurrency, PlannedStep } from '../../model/plan.ts';
import type { Phase, StepError } from '../../model/run.ts';
import type { Holder } from '../../ports/journal.ts';
import { isMomentary } from './lease.ts';
import { type RunScope, scopeFor, secretInputsOf, secretsRead, templatePaths } from './scope.ts';
import { errorOf } from './settings-error.ts';
import { LOOK_MS, nameOf, type Queued, type Turns } from './turns.ts';

/** What a step that waits for its turn is told. */
export type TurnNews =
  | { readonly kind: 'held' }
  | { readonly kind: 'queued'; readonly queued: Queued }
  | { readonly kind: 'refused'; readonly error: StepError };

interface Waiting {
  readonly concurrency: Concurrency;
  message: string;
}

/** The steps of a phase that wait for their turn, until it is disposed. */
export class StepTurns implements Disposable {
  readonly #turns: Turns;
  readonly #phase: Phase;
  readonly #on: StepTurnsHandlers;
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #looking = false;

  constructor(turns: Turns, phase: Phase, on: StepTurnsHandlers) {
    this.#turns = turns;
    this.#phase = phase;
    this.#on = on;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  get steps(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Begins to wait; what becomes of it is told. */
  wait(step: string, concurrency: Concurrency): void {
    this.#waiting.set(step, { concurrency, message: '' });
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MS);
    setImmediate(() => void this.#look());
  }

  forget(step: string): void {
    this.#waiting.delete(step);
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A place was given back, perhaps one that somebody here waits for. */
  look(): void {
    if (!this.isEmpty) setImmediate(() => void this.#look());
  }

  [Symbol.dispose](): void {
    for (const step of this.#waiting.keys()) this.forget(step);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      for (const [step, waiting] of this.#waiting) await this.#ask(step, waiting);
    } catch (error) {
      if (!isMomentary(error)) this.#on.fault(error);
    } finally {
      this.#looking = false;
    }
  }

  async #ask(step: string, waiting: Waiting): Promise<void> {
    const { key, policy } = waiting.concurrency;
    const turn = await this.#turns.take({ phase: this.#phase, step }, waiting.concurrency);
    if (this.#waiting.get(step) !== waiting) return;
    if (turn.kind === 'held') this.#end(step, { kind: 'held' });
    else if (policy === 'reject') this.#end(step, { kind: 'refused', error: lockedBy(key, turn.holders) });
    else {
      const queued = this.#turns.describe(key, turn.holders);
      if (queued.message !== waiting.message) this.#on.news(step, { kind: 'queued', queued });
      waiting.message = queued.message;
    }
  }

  #end(step: string, news: TurnNews): void {
    this.forget(step);
    this.#on.news(step, news);
  }
}

interface StepTurnsHandlers {
  readonly news: (step: string, news: TurnNews) => void;
  readonly fault: (error: unknown) => void;
}

/** A step's concurrency with the values in its key. */
export function concurrencyOf(
  step: PlannedStep & { readonly concurrency: Concurrency },
  scope: RunScope,
): Concurrency | StepError {
  const { key } = step.concurrency;
  try {
    const paths = templatePaths(key);
    const [secret] = secretsRead(paths, secretInputsOf(scope.plan));
    if (secret !== undefined) {
      return { kind: 'refused', message: `a concurrency key may not hold the secret ${secret}` };
    }
    return { ...step.concurrency, key: textOf(resolveTemplates(key, scopeFor(scope, paths))) };
  } catch (error) {
    return errorOf(error);
  }
}

function lockedBy(key: string, [holder]: readonly Holder[]): StepError {
  const by = holder === undefined ? 'one that has waited for longer' : nameOf(holder);
  return { kind: 'locked', message: `${key} is held by ${by}` };
}
