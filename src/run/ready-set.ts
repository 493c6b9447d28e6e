import type { StepState } from '../model/run.ts';
import type { Decision, GraphStep } from './advance.ts';
import { Heap } from './heap.ts';
import { isTerminal } from './states.ts';

/**
 * Decides as `advance` does, from what changed: a change costs as much as the step has others right behind it.
 * Steps are their places in the plan, and what is known of them stands in arrays: a run may have 100,000.
 */
export class ReadySet {
  readonly #names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #runsBehindFailure: readonly boolean[];
  readonly #states: StepState[];
  /** Of each step, how many needs have not ended. */
  readonly #open: Uint32Array;
  readonly #behind: Behind;
  /** Steps that became due; one that no longer is, is dropped when it is met. */
  readonly #due = new Heap();
  readonly #queued: Uint8Array;
  readonly #counts: Record<StepState, number> = {
    pending: 0,
    running: 0,
    'backing-off': 0,
    waiting: 0,
    succeeded: 0,
    'failed-continued': 0,
    failed: 0,
    skipped: 0,
    omitted: 0,
  };
  /** Pending steps that a failure omits. */
  #omittable = 0;

  constructor(steps: readonly GraphStep[], states: ReadonlyMap<string, StepState>) {
    this.#names = steps.map(({ name }) => name);
    this.#places = new Map(this.#names.map((name, place) => [name, place]));
    this.#runsBehindFailure = steps.map((step) => step.runsBehindFailure);
    this.#states = this.#names.map((name) => states.get(name) ?? 'pending');
    this.#open = new Uint32Array(steps.length);
    this.#queued = new Uint8Array(steps.length);
    this.#behind = new Behind(steps.map(({ needs }) => needs.map((need) => this.#place(need))));
    for (const place of this.#states.keys()) {
      this.#count(place, 1);
      if (!isTerminal(this.#state(place)))
        for (const behind of this.#behind.of(place)) this.#opened(behind, 1);
    }
    for (const place of this.#states.keys()) this.#offer(place);
  }

  /** Records that a step has changed. */
  set(name: string, state: StepState): void {
    const place = this.#place(name);
    const opened = Number(isTerminal(this.#state(place))) - Number(isTerminal(state));
    this.#count(place, -1);
    this.#states[place] = state;
    this.#count(place, 1);
    this.#offer(place);
    if (opened === 0) return;
    for (const behind of this.#behind.of(place)) {
      this.#opened(behind, opened);
      this.#offer(behind);
    }
  }

  /** What `advance` says. Omitted steps are set so; those to start are given again until they are set. */
  decide(places: number): Decision {
    const omit = this.#omit();
    const start = this.#take(Math.max(0, places - this.#counts.running - this.#counts['backing-off']));
    return { start, omit, outcome: this.#outcome() };
  }

  #omit(): string[] {
    if (this.#counts.failed === 0 || this.#omittable === 0) return [];
    const names = this.#names.filter((_, place) => this.#isOmittable(place));
    for (const name of names) this.set(name, 'omitted');
    return names;
  }

  #take(free: number): string[] {
    const taken: number[] = [];
    while (taken.length < free) {
      const place = this.#due.pop();
      if (place === undefined) break;
      if (this.#isDue(place)) taken.push(place);
      else this.#queued[place] = 0;
    }
    for (const place of taken) this.#due.push(place);
    return taken.map((place) => this.#names[place] ?? '');
  }

  #outcome(): Decision['outcome'] {
    const { pending, running, waiting, 'backing-off': backingOff } = this.#counts;
    if (pending + running + backingOff + waiting === 0) return 'ended';
    return running + backingOff > 0 || this.#hasDue() ? 'running' : 'stuck';
  }

  #hasDue(): boolean {
    const [name] = this.#take(1);
    return name !== undefined;
  }

  #offer(place: number): void {
    if (this.#queued[place] === 1 || !this.#isDue(place)) return;
    this.#queued[place] = 1;
    this.#due.push(place);
  }

  #isDue(place: number): boolean {
    return this.#state(place) === 'pending' && this.#open[place] === 0;
  }

  #isOmittable(place: number): boolean {
    return this.#state(place) === 'pending' && this.#runsBehindFailure[place] === false;
  }

  #opened(place: number, by: number): void {
    this.#open[place] = (this.#open[place] ?? 0) + by;
  }

  #count(place: number, by: number): void {
    this.#counts[this.#state(place)] += by;
    if (this.#isOmittable(place)) this.#omittable += by;
  }

  #state(place: number): StepState {
    return this.#states[place] ?? 'pending';
  }

  #place(name: string): number {
    const place = this.#places.get(name);
    if (place === undefined) throw new Error(`no step ${name} in the plan`);
    return place;
  }
}

/** For each step, those that name it in `needs`: one list after the other, without an object for each. */
class Behind {
  /** Where the list of each step begins; the next one's beginning is its end. */
  readonly #begins: Uint32Array;
  readonly #lists: Uint32Array;

  constructor(needs: readonly (readonly number[])[]) {
    this.#begins = new Uint32Array(needs.length + 1);
    for (const need of needs.flat()) this.#begins[need + 1] = (this.#begins[need + 1] ?? 0) + 1;
    for (let place = 1; place <= needs.length; place += 1) {
      this.#begins[place] = (this.#begins[place] ?? 0) + (this.#begins[place - 1] ?? 0);
    }
    this.#lists = new Uint32Array(this.#begins[needs.length] ?? 0);
    const next = this.#begins.slice();
    for (const [place, own] of needs.entries()) {
      for (const need of own) {
        const at = next[need] ?? 0;
        this.#lists[at] = place;
        next[need] = at + 1;
      }
    }
  }

  of(place: number): Uint32Array {
    return this.#lists.subarray(this.#begins[place], this.#begins[place + 1]);
  }
}
