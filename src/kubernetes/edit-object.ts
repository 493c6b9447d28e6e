import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import type { KubeObject } from '../model/cluster.ts';
import { type FieldPath, isItem } from './field-set.ts';
import { isList, placeOf, valueAt } from './field-value.ts';

export type JsonPatch = readonly JsonObject[];

type Mutable = { [key: string]: Json } | Json[];

/** An object that is edited field by field, with the JSON patch that does the same on the server. */
export class EditedObject {
  readonly patch: JsonObject[] = [];
  readonly #object: KubeObject;
  /** Says where items stood, and which containers there were. */
  readonly #model: KubeObject;

  constructor(object: KubeObject, model: KubeObject) {
    this.#object = structuredClone(object);
    this.#model = model;
  }

  set(path: FieldPath, value: Json): void {
    for (const [depth, element] of path.slice(1).entries()) {
      const parent = path.slice(0, depth + 1);
      if (valueAt(this.#object, parent) === undefined) this.#put(parent, isItem(element) ? [] : {});
    }
    this.#put(path, value);
  }

  /** What was made only to hold it goes with it. */
  remove(path: FieldPath): void {
    const parentPath = path.slice(0, -1);
    const parent = this.#container(parentPath);
    const token = tokenOf(parent, path.at(-1) ?? '');
    if (token === undefined) return;
    this.patch.push({ op: 'remove', path: this.#pointer(parentPath, token) });
    if (Array.isArray(parent)) parent.splice(Number(token), 1);
    else delete parent[token];
    const isEmpty = Object.keys(parent).length === 0;
    if (isEmpty && parentPath.length > 0 && valueAt(this.#model, parentPath) === undefined)
      this.remove(parentPath);
  }

  #put(path: FieldPath, value: Json): void {
    const [parentPath, element] = [path.slice(0, -1), path.at(-1) ?? ''];
    const parent = this.#container(parentPath);
    const there = tokenOf(parent, element);
    const copy = structuredClone(value);
    if (!Array.isArray(parent)) {
      const name = element.slice(2);
      this.patch.push({
        op: there === undefined ? 'add' : 'replace',
        path: this.#pointer(parentPath, name),
        value,
      });
      parent[name] = copy;
    } else if (there === undefined) {
      const index = this.#placeFor(parentPath, element, parent);
      this.patch.push({ op: 'add', path: this.#pointer(parentPath, String(index)), value });
      parent.splice(index, 0, copy);
    } else {
      this.patch.push({ op: 'replace', path: this.#pointer(parentPath, there), value });
      parent[Number(there)] = copy;
    }
  }

  /** Right behind the item that stood before it, as far as that is there. */
  #placeFor(path: FieldPath, element: string, list: readonly Json[]): number {
    const model = valueAt(this.#model, path);
    const place = isList(model) ? placeOf(model, element) : undefined;
    if (!isList(model) || place === undefined) return list.length;
    const behind = model
      .slice(0, place)
      .map((item) => placeOf(list, elementLike(element, item)))
      .findLast((index) => index !== undefined);
    return behind === undefined ? 0 : behind + 1;
  }

  #container(path: FieldPath): Mutable {
    const value = valueAt(this.#object, path);
    if (!isList(value) && !isJsonObject(value))
      throw new Error(`there is nothing that could hold ${path.join(' ')}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a clone of its own.
    return value as Mutable;
  }

  #pointer(path: FieldPath, token: string): string {
    const tokens = path.map(
      (element, depth) => tokenOf(this.#container(path.slice(0, depth)), element) ?? '',
    );
    return pointerTo('', ...tokens, token);
  }
}

/** As a JSON pointer names it; undefined: it is not there. */
function tokenOf(parent: Mutable, element: string): string | undefined {
  if (Array.isArray(parent)) return placeOf(parent, element)?.toString();
  const name = element.slice(2);
  return Object.hasOwn(parent, name) ? name : undefined;
}

/** What another item of the same list is called. */
function elementLike(element: string, item: Json): string {
  if (!element.startsWith('k:') || !isJsonObject(item)) return `v:${JSON.stringify(item)}`;
  const keys: Json = JSON.parse(element.slice(2));
  const names = isJsonObject(keys) ? Object.keys(keys) : [];
  return `k:${JSON.stringify(Object.fromEntries(names.map((name) => [name, item[name] ?? null])))}`;
}
