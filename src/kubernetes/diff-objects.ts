import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { fieldPath, itemPath, liesIn, namedItems } from './field-paths.ts';
import { mappingAt } from './parts.ts';

/** One field that is not the same in two forms of an object. */
export interface FieldDifference {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What an API server keeps for itself: no plan sets it, and it says nothing of what a plan does. */
const THE_SERVERS = [
  'status',
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.uid',
  'metadata.creationTimestamp',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
  'metadata.selfLink',
];

export function isTheServers(path: string): boolean {
  return THE_SERVERS.some((own) => liesIn(path, own));
}

/** What differs, field by field; lists of named things are compared by name. null: there is no object. */
export function diffObjects(before: JsonObject | null, after: JsonObject | null): FieldDifference[] {
  return [...differences(before ?? {}, after ?? {}, '')];
}

function* differences(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): Iterable<FieldDifference> {
  if (isTheServers(path) || isDeepStrictEqual(before, after)) return;
  const keys = keysOf(before, after);
  if (keys.length > 0) {
    const [some, others] = [mappingAt(before), mappingAt(after)];
    for (const key of keys) yield* differences(some[key], others[key], fieldPath(path, key));
    return;
  }
  const items = itemsOf(before, after);
  if (items !== undefined) {
    for (const [name, [one, other]] of items) yield* differences(one, other, itemPath(path, name));
    return;
  }
  yield { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** The fields of two objects, or of one where there is no other; none for anything else. */
function keysOf(before: Json | undefined, after: Json | undefined): readonly string[] {
  if ([before, after].some((value) => value !== undefined && !isJsonObject(value))) return [];
  return [...new Set([...Object.keys(mappingAt(before)), ...Object.keys(mappingAt(after))])];
}

type Pair = readonly [Json | undefined, Json | undefined];

/** The named items of two lists, or of one where there is no other. */
function itemsOf(before: Json | undefined, after: Json | undefined): ReadonlyMap<string, Pair> | undefined {
  const [some, others] = [named(before), named(after)];
  if (some === undefined || others === undefined || some.size + others.size === 0) return undefined;
  const names = new Set([...some.keys(), ...others.keys()]);
  return new Map([...names].map((name) => [name, [some.get(name), others.get(name)]]));
}

function named(list: Json | undefined): ReadonlyMap<string, JsonObject> | undefined {
  if (list === undefined) return new Map();
  return Array.isArray(list) ? namedItems(list) : undefined;
}
