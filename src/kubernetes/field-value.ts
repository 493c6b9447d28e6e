import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json } from '../base/json.ts';
import type { FieldPath } from './field-set.ts';

/** The value that a path of managedFields means in an object; undefined: there is none. */
export function valueAt(value: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>(childAt, value);
}

function childAt(value: Json | undefined, element: string): Json | undefined {
  if (element.startsWith('f:')) {
    const name = element.slice(2);
    return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  if (!isList(value)) return undefined;
  const index = placeOf(value, element);
  return index === undefined ? undefined : value[index];
}

/** Where an item stands in its list; undefined where it does not. */
export function placeOf(list: readonly Json[], element: string): number | undefined {
  const said: Json = JSON.parse(element.slice(2));
  if (element.startsWith('i:')) return typeof said === 'number' && said < list.length ? said : undefined;
  const isIt = element.startsWith('v:')
    ? (item: Json) => isSame(item, said)
    : (item: Json) =>
        isJsonObject(item) &&
        isJsonObject(said) &&
        Object.entries(said).every(([key, value]) => isSame(item[key], value));
  const index = list.findIndex(isIt);
  return index === -1 ? undefined : index;
}

/** Whether two values say the same; the order of a mapping's keys says nothing. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return isDeepStrictEqual(one, other);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** `spec.template.spec.containers[name=web].image`, as people read it. */
export function showPath(path: FieldPath): string {
  return path.map(showElement).join('').replace(/^\./, '');
}

function showElement(element: string): string {
  const said = element.slice(2);
  if (element.startsWith('f:')) return /^[\w-]+$/.test(said) ? `.${said}` : `[${JSON.stringify(said)}]`;
  const value: Json = JSON.parse(said);
  if (!element.startsWith('k:') || !isJsonObject(value)) return `[${said}]`;
  const keys = Object.entries(value).map(
    ([key, item]) => `${key}=${typeof item === 'string' ? item : JSON.stringify(item)}`,
  );
  return `[${keys.join(',')}]`;
}
