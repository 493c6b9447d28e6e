import type { ApiKind } from '../model/cluster.ts';
import type { FieldDifference } from './diff-objects.ts';
import { liesIn } from './field-paths.ts';

/**
 * What a server fills in by itself and, asked again, filled in the same: its defaults. One value at one field of one kind
 * is seen once; a choice, such as an address, is another each time and never among them.
 */
export class SteadyFields {
  readonly #seen = new Set<string>();

  covers(kind: ApiKind, filledIn: readonly FieldDifference[]): boolean {
    return filledIn.every((field) => this.#seen.has(keyOf(kind, field)));
  }

  /** `chosen` are the fields that were not the same the second time. */
  learn(kind: ApiKind, filledIn: readonly FieldDifference[], chosen: readonly string[]): void {
    for (const field of filledIn)
      if (!chosen.some((path) => liesIn(field.path, path) || liesIn(path, field.path)))
        this.#seen.add(keyOf(kind, field));
  }
}

/** Items of lists are alike, whatever their names. */
function keyOf({ group, version, kind }: ApiKind, { path, after }: FieldDifference): string {
  return JSON.stringify([group, version, kind, path.replaceAll(/\[[^\]]*\]/g, '[]'), after ?? null]);
}
