import type { Digest } from '../base/digest.ts';
import type { ItemOutputs, StepState } from '../model/run.ts';
import type { ItemsView, StepProgress } from '../model/run-view.ts';
import { itemName } from '../base/item-name.ts';
import { ItemStates } from './item-states.ts';
import { KeptOutputs } from './kept-outputs.ts';
import { isTerminal } from './states.ts';
import { untouched } from './untouched.ts';

/** How many failed items are remembered with what went wrong; the journal has all. */
const MOST_FAILURES = 50;

/** The items of a forEach step as the journal tells them: a byte each, and an object for those under way. */
export class Items implements ItemsView {
  readonly digest: Digest | null;
  readonly states: ItemStates;
  readonly #step: Pick<StepProgress, 'name' | 'phase'>;
  readonly #begun = new Map<number, StepProgress>();
  readonly #failures = new Map<number, StepProgress>();
  readonly #outputs: KeptOutputs;

  /** `keeps`: how many characters of outputs are remembered. */
  constructor(
    step: Pick<StepProgress, 'name' | 'phase'>,
    list: { readonly count: number; readonly digest: Digest | null },
    keeps: number,
  ) {
    this.#step = { name: step.name, phase: step.phase };
    this.digest = list.digest;
    this.states = new ItemStates(list.count);
    this.#outputs = new KeptOutputs(list.count, keeps);
  }

  /** As an earlier run left them. */
  static adopted(step: Pick<StepProgress, 'name' | 'phase'>, outputs: ItemOutputs): Items {
    const items = new Items(step, { count: outputs.length, digest: null }, Number.POSITIVE_INFINITY);
    for (const [index, one] of outputs.entries()) {
      items.states.set(index, one === null ? 'skipped' : 'succeeded');
      if (one !== null) items.#outputs.put(index, one);
    }
    return items;
  }

  get count(): number {
    return this.states.length;
  }

  stateOf(index: number): StepState {
    return this.states.get(index);
  }

  countOf(...states: readonly StepState[]): number {
    return this.states.count(...states);
  }

  get(index: number): StepProgress | undefined {
    if (index >= this.count) return undefined;
    const { name, phase } = this.#step;
    return (
      this.#begun.get(index) ??
      this.#failures.get(index) ?? {
        ...untouched(itemName({ step: name, index }), phase),
        state: this.stateOf(index),
      }
    );
  }

  set(index: number, progress: StepProgress): void {
    const { state, outputs } = progress;
    this.states.set(index, state);
    if (!isTerminal(state)) {
      this.#begun.set(index, progress);
      this.#failures.delete(index);
      return;
    }
    this.#begun.delete(index);
    this.#failures.delete(index);
    if (state === 'succeeded') this.#outputs.put(index, outputs ?? {});
    const isFailure = state === 'failed' || state === 'failed-continued';
    if (isFailure && this.#failures.size < MOST_FAILURES)
      this.#failures.set(index, { ...progress, outputs: null });
  }

  *notable(): Iterable<StepProgress> {
    yield* this.#begun.values();
    yield* this.#failures.values();
  }

  outputs(): ItemOutputs | null {
    const list = this.#outputs.list();
    return list?.map((one, index) => (this.stateOf(index) === 'succeeded' ? one : null)) ?? null;
  }
}
