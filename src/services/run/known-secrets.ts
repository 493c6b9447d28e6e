import { AtomError } from '../../base/errors.ts';
import type { Secret } from '../../base/redact.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunDeps } from './deps.ts';
import { secretInputsOf } from './scope.ts';

/** A secret may change between two steps; so many of its values are remembered. */
const VALUES_OF_ONE = 3;
/** What is searched for is prepared once for each list: so many are given again. */
const LISTS = 2;

/**
 * The secrets of a run. A step that is given none may still meet one, in the work folder or in another process: all that
 * steps say is searched for all of them.
 */
export class KnownSecrets {
  readonly #values = new Map<string, readonly string[]>();
  #all: readonly Secret[] = [];
  #given: readonly (readonly Secret[])[] = [];

  add(name: string, value: string): void {
    const known = this.#values.get(name) ?? [];
    if (value === '' || known.includes(value)) return;
    this.#values.set(name, [...known, value].slice(-VALUES_OF_ONE));
    this.#all = [...this.#values].flatMap(([of, values]) => values.map((one) => ({ name: of, value: one })));
  }

  /** A step's own, and all others; mostly the same list again for the same secrets. */
  with(own: readonly Secret[]): readonly Secret[] {
    if (own.length === 0) return this.#all;
    const values = new Set(own.map(({ value }) => value));
    const list = [...own, ...this.#all.filter(({ value }) => !values.has(value))];
    const known = this.#given.find((given) => isSame(given, list));
    if (known === undefined) this.#given = [list, ...this.#given].slice(0, LISTS);
    return known ?? list;
  }
}

function isSame(one: readonly Secret[], other: readonly Secret[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, value }, index) => name === other[index]?.name && value === other[index]?.value)
  );
}

/** The secrets of a plan, as far as they can be read: one that is gone must not keep a run from being undone. */
export async function readKnown(deps: Pick<RunDeps, 'readSecret'>, plan: Plan): Promise<KnownSecrets> {
  const known = new KnownSecrets();
  const reading = [...secretInputsOf(plan)].map(async ([name, reference]) => {
    try {
      known.add(name, await deps.readSecret(reference));
    } catch (error) {
      if (!(error instanceof AtomError)) throw error;
    }
  });
  await Promise.all(reading);
  return known;
}
