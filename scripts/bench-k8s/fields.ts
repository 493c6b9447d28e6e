import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../src/base/json.ts';
import { isTheServers } from '../../src/kubernetes/diff-objects.ts';
import { fieldPath, itemPath, liesIn, namedItems } from '../../src/kubernetes/field-paths.ts';

/** What was said of an object before it was made. */
export interface Said {
  /** Null: that there will be none. */
  readonly object: JsonObject | null;
  readonly unknown: readonly string[];
}

/** Counts fields of objects: as they were predicted, said to be unknown, or wrong. */
export class Fields {
  objects = 0;
  equal = 0;
  unknown = 0;
  /** Objects that the server does not accept. */
  refused = 0;
  readonly wrong: string[] = [];
  /** What was said to be unknown, and how often. */
  readonly unknowns = new Map<string, number>();

  /** What the server keeps for itself, such as `status` and `metadata.uid`, is no part of a plan, and not counted. */
  compare(where: string, said: Said, made: JsonObject | null): void {
    this.objects += 1;
    const [before, after] = [leavesOf(said.object), leavesOf(made)];
    for (const path of new Set([...before.keys(), ...after.keys()])) {
      const isUnknown = said.unknown.some((one) => liesIn(path, one));
      const isEqual = isDeepStrictEqual(before.get(path), after.get(path));
      if (isUnknown) this.#countUnknown(path);
      else if (isEqual) this.equal += 1;
      else this.wrong.push(`${where}: ${path}: ${show(before.get(path))}, and is ${show(after.get(path))}`);
    }
  }

  #countUnknown(path: string): void {
    this.unknown += 1;
    const kind = path.replaceAll(/\[\d+\]/g, '[]');
    this.unknowns.set(kind, (this.unknowns.get(kind) ?? 0) + 1);
  }
}

function leavesOf(object: JsonObject | null): ReadonlyMap<string, Json> {
  return new Map(object === null ? [['', null]] : leaves(object, ''));
}

/** As the plan names fields; of lists whose items have other names each time, by their place. */
function* leaves(value: Json, path: string): Iterable<readonly [string, Json]> {
  if (isTheServers(path)) return;
  const entries = entriesOf(value, path);
  if (entries.length === 0) yield [path, value];
  else for (const [below, item] of entries) yield* leaves(item, below);
}

function entriesOf(value: Json, path: string): readonly (readonly [string, Json])[] {
  if (isJsonObject(value)) return Object.entries(value).map(([key, item]) => [fieldPath(path, key), item]);
  if (!Array.isArray(value)) return [];
  const names = [...(namedItems(value)?.keys() ?? [])];
  return value.map((item, index) => [itemPath(path, stable(names[index]) ?? index), item]);
}

/** The server gives these another name each time. */
function stable(name: string | undefined): string | undefined {
  return name?.startsWith('kube-api-access-') === true ? undefined : name;
}

function show(value: Json | undefined): string {
  return value === undefined ? 'not said' : JSON.stringify(value);
}
