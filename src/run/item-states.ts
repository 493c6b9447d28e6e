import type { StepState } from '../model/run.ts';

const STATES: readonly StepState[] = [
  'pending',
  'running',
  'backing-off',
  'waiting',
  'succeeded',
  'failed-continued',
  'failed',
  'skipped',
  'omitted',
];
const CODES: ReadonlyMap<StepState, number> = new Map(STATES.map((state, code) => [state, code]));
const PENDING = 0;

/** The states of a step's items, a byte each: there may be 100,000. */
export class ItemStates {
  readonly codes: Uint8Array;
  readonly counts: Uint32Array;
  /** No item before this one is pending. */
  #first = 0;

  constructor(count: number) {
    this.codes = new Uint8Array(count);
    this.counts = new Uint32Array(STATES.length);
    this.counts[PENDING] = count;
  }

  static of(states: readonly StepState[]): ItemStates {
    const made = new ItemStates(states.length);
    for (const [index, state] of states.entries()) made.set(index, state);
    return made;
  }

  get length(): number {
    return this.codes.length;
  }

  get(index: number): StepState {
    return STATES[this.codes[index] ?? PENDING] ?? 'pending';
  }

  set(index: number, state: StepState): void {
    if (index >= this.codes.length) throw new Error(`there is no item ${index} of ${this.codes.length}`);
    const code = CODES.get(state) ?? PENDING;
    this.#count(this.codes[index] ?? PENDING, -1);
    this.#count(code, 1);
    this.codes[index] = code;
    if (code === PENDING) this.#first = Math.min(this.#first, index);
  }

  /** How many are in one of these states. */
  count(...states: readonly StepState[]): number {
    return states.reduce((sum, state) => sum + (this.counts[CODES.get(state) ?? PENDING] ?? 0), 0);
  }

  /** The first items that are pending, as many as are asked for. */
  pending(most: number): number[] {
    const found: number[] = [];
    while (this.#first < this.codes.length && this.codes[this.#first] !== PENDING) this.#first += 1;
    for (let index = this.#first; index < this.codes.length && found.length < most; index += 1) {
      if (this.codes[index] === PENDING) found.push(index);
    }
    return found;
  }

  #count(code: number, by: number): void {
    this.counts[code] = (this.counts[code] ?? 0) + by;
  }
}
