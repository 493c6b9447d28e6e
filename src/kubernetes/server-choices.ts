import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { isTheServers } from './diff-objects.ts';
import { fieldPath, itemPath, namedItems } from './field-paths.ts';

/**
 * The fields that a server chose for itself, by two of its answers to the same question: those that are not the same in
 * both, such as an address or the name of a volume. Items of lists are told apart by their place, as their names may be
 * the choice.
 */
export function serverChoices(one: JsonObject, other: JsonObject): string[] {
  return [...choices(one, other, '')];
}

function* choices(one: Json | undefined, other: Json | undefined, path: string): Iterable<string> {
  if (isTheServers(path) || isDeepStrictEqual(one, other)) return;
  if (isJsonObject(one) && isJsonObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      yield* choices(one[key], other[key], fieldPath(path, key));
    return;
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    const names = namesOf(one, other);
    for (const [index, item] of one.entries())
      yield* choices(item, other[index], itemPath(path, names[index] ?? index));
    return;
  }
  yield path;
}

/** Names that are the same in both lists. */
function namesOf(one: readonly Json[], other: readonly Json[]): readonly (string | undefined)[] {
  const [some, others] = [one, other].map((list) => [...(namedItems(list)?.keys() ?? [])]);
  return some?.map((name, index) => (others?.[index] === name ? name : undefined)) ?? [];
}
