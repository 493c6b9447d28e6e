import { itemName, itemOf } from '../../../src/base/item-name.ts';
import type { StepState } from '../../../src/model/run.ts';
import type { Decision, GraphStep, Standing } from '../../../src/run/advance.ts';
import { ItemStates } from '../../../src/run/item-states.ts';
import type { ReadySet } from '../../../src/run/ready-set.ts';
import { isActive, isTerminal } from '../../../src/run/states.ts';

const ANY: readonly StepState[] = [
  'running',
  'backing-off',
  'waiting',
  'succeeded',
  'succeeded',
  'skipped',
  'failed-continued',
  'failed',
  'pending',
  'omitted',
];

export function stateIn(standings: ReadonlyMap<string, Standing>, name: string): StepState {
  const item = itemOf(name);
  const standing = standings.get(item?.step ?? name) ?? 'pending';
  if (typeof standing === 'string') return standing;
  return item === undefined ? 'running' : (standing[item.index] ?? 'pending');
}

/** What a property test does to a run: steps and their items, in any state. */
export class PlayedRun {
  readonly now = new Map<string, StepState | ItemStates>();
  readonly #steps: readonly GraphStep[];

  constructor(steps: readonly GraphStep[]) {
    this.#steps = steps;
  }

  standings(): Map<string, Standing> {
    return new Map(
      [...this.now].map(([name, standing]) => [
        name,
        typeof standing === 'string'
          ? standing
          : Array.from({ length: standing.length }, (_, i) => standing.get(i)),
      ]),
    );
  }

  stateOf(name: string): StepState {
    return stateIn(this.standings(), name);
  }

  take({ omit, settle }: Decision): void {
    for (const name of omit) this.now.set(name, 'omitted');
    for (const { step: name, as } of settle) this.now.set(name, as);
  }

  /** Steps and items that something may happen to. */
  movable(): string[] {
    return [...this.now].flatMap(([name, standing]) => {
      if (typeof standing !== 'string')
        return itemsOf(name, standing).filter((item) => this.stateOf(item) !== 'pending');
      return standing === 'omitted' ? [] : [name];
    });
  }

  active(): string[] {
    const names = [...this.now].flatMap(([name, standing]) =>
      typeof standing === 'string' ? [name] : itemsOf(name, standing),
    );
    return names.filter((name) => isActive(this.stateOf(name)));
  }

  /** A forEach step gets items, everything else runs. */
  start(name: string, luck: Iterator<number>): void {
    if (this.#isGroup(name)) this.now.set(name, new ItemStates(draw(luck) % 5));
    else this.set(name, 'running');
  }

  set(name: string, state: StepState): void {
    const item = itemOf(name);
    const items = item === undefined ? undefined : this.now.get(item.step);
    if (item !== undefined && typeof items === 'object') items.set(item.index, state);
    else this.now.set(name, state);
  }

  move(name: string, luck: Iterator<number>, ready: ReadySet): void {
    if (this.#isGroup(name) && !this.now.has(name)) this.start(name, luck);
    else this.set(name, ANY[draw(luck)] ?? 'pending');
    if (itemOf(name) === undefined) ready.set(name, this.now.get(name) ?? 'pending');
  }

  #isGroup(name: string): boolean {
    return this.#steps.some((one) => one.name === name && one.parallel !== undefined);
  }
}

function itemsOf(name: string, items: ItemStates): string[] {
  return Array.from({ length: items.length }, (_, index) => itemName({ step: name, index }));
}

export function hasEnded(standing: Standing | undefined): boolean {
  return typeof standing === 'string' && isTerminal(standing);
}

export function draw(luck: Iterator<number>): number {
  const { value } = luck.next();
  return typeof value === 'number' ? value : 0;
}
