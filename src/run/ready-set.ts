import type { StepState } from '../model/run.ts';
import type { Decision, GraphStep, Settled } from './advance.ts';
import { Heap } from './heap.ts';
import { itemName } from '../base/item-name.ts';
import type { ItemStates } from './item-states.ts';
import { isTerminal } from './states.ts';

/**
 * Decides as `advance` does, from what changed: a change costs as much as the step has others right behind it.
 * Steps are their places in the plan, and what is known of them stands in arrays: a run may have 100,000.
 * The states of items belong to whoever gave them with their step: they are looked at anew for each decision.
 */
export class ReadySet {
  readonly #names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #steps: readonly GraphStep[];
  /** 'running' for a forEach step that has its items. */
  readonly #states: StepState[];
  /** Of forEach steps under way, by place. */
  readonly #items = new Map<number, ItemStates>();
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

  constructor(steps: readonly GraphStep[], standings: ReadonlyMap<string, StepState | ItemStates>) {
    this.#steps = steps;
    this.#names = steps.map(({ name }) => name);
    this.#places = new Map(this.#names.map((name, place) => [name, place]));
    this.#states = this.#names.map((name, place) => this.#stateOf(place, standings.get(name) ?? 'pending'));
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

  /** Records that a step has changed, or, with the states of its items, that a forEach step is under way. */
  set(name: string, standing: StepState | ItemStates): void {
    const place = this.#place(name);
    const state = this.#stateOf(place, standing);
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

  /** What `advance` says. Omitted and settled steps are set so; those to start are given again until they are set. */
  decide(places: number): Decision {
    const settle = this.#settle();
    const omit = this.#omit();
    for (const place of this.#items.keys()) this.#offer(place);
    const start = this.#take(Math.max(0, places - this.#active()));
    return { start, omit, settle, outcome: this.#outcome() };
  }

  #settle(): Settled[] {
    const settle: Settled[] = [];
    const halted = this.isHalted;
    for (const place of [...this.#items.keys()].toSorted((a, b) => a - b)) {
      const as = this.#settledAs(place, halted);
      if (as === undefined) continue;
      settle.push({ step: this.#names[place] ?? '', as });
      this.set(this.#names[place] ?? '', as);
    }
    return settle;
  }

  #settledAs(place: number, halted: boolean): Settled['as'] | undefined {
    const items = this.#items.get(place);
    if (items === undefined || underWay(items) > 0) return undefined;
    if (items.count('failed') > 0) return 'failed';
    const pending = items.count('pending');
    if (pending > 0 && !(halted && !this.#runsBehindFailure(place))) return undefined;
    if (pending + items.count('omitted') > 0) return 'omitted';
    return items.count('failed-continued') > 0 ? 'failed-continued' : 'succeeded';
  }

  /** Whether a failure lets nothing new start but what runs behind failures. */
  get isHalted(): boolean {
    return this.#counts.failed > 0 || [...this.#items.values()].some((items) => items.count('failed') > 0);
  }

  /** Steps and items that hold a place of the run. */
  #active(): number {
    let active = this.#counts.running + this.#counts['backing-off'] - this.#items.size;
    for (const items of this.#items.values()) active += items.count('running', 'backing-off');
    return active;
  }

  #omit(): string[] {
    if (this.#omittable === 0 || !this.isHalted) return [];
    const names = this.#names.filter((_, place) => this.#isOmittable(place));
    for (const name of names) this.set(name, 'omitted');
    return names;
  }

  #take(free: number): string[] {
    const met: number[] = [];
    const taken: string[] = [];
    while (taken.length < free) {
      const place = this.#due.pop();
      if (place === undefined) break;
      const due = this.#dueOf(place, free - taken.length);
      if (due.length > 0) met.push(place);
      else this.#queued[place] = 0;
      taken.push(...due);
    }
    for (const place of met) this.#due.push(place);
    return taken;
  }

  /** The step itself, or the items of it that may start, as many as are asked for. */
  #dueOf(place: number, most: number): string[] {
    const step = this.#names[place] ?? '';
    const items = this.#items.get(place);
    if (items === undefined) return this.#isDue(place) ? [step] : [];
    return items.pending(Math.min(most, this.#room(place, items))).map((index) => itemName({ step, index }));
  }

  /** How many more items of a step may start now. */
  #room(place: number, items: ItemStates): number {
    if (items.count('failed') > 0 || (this.isHalted && !this.#runsBehindFailure(place))) return 0;
    const room = (this.#steps[place]?.parallel ?? 1) - underWay(items);
    return Math.max(0, Math.min(room, items.count('pending')));
  }

  #outcome(): Decision['outcome'] {
    const { pending, running, waiting, 'backing-off': backingOff } = this.#counts;
    if (pending + running + backingOff + waiting === 0) return 'ended';
    return this.#active() > 0 || this.#hasDue() ? 'running' : 'stuck';
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
    const items = this.#items.get(place);
    if (items !== undefined) return this.#room(place, items) > 0;
    return this.#state(place) === 'pending' && this.#open[place] === 0;
  }

  #isOmittable(place: number): boolean {
    return this.#state(place) === 'pending' && !this.#runsBehindFailure(place);
  }

  #runsBehindFailure(place: number): boolean {
    return this.#steps[place]?.runsBehindFailure ?? false;
  }

  #stateOf(place: number, standing: StepState | ItemStates): StepState {
    if (typeof standing !== 'string') {
      this.#items.set(place, standing);
      return 'running';
    }
    this.#items.delete(place);
    return standing;
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

function underWay(items: ItemStates): number {
  return items.count('running', 'backing-off', 'waiting');
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
