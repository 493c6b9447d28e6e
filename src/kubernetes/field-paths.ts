import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

/** The path of a field below another: `spec.replicas`, `metadata.labels[app.kubernetes.io/name]`. */
export function fieldPath(parent: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${parent}[${key}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

export function itemPath(parent: string, item: string | number): string {
  return `${parent}[${item}]`;
}

/** The items of a list by their names; undefined where not each of them has one of its own. */
export function namedItems(list: readonly Json[]): ReadonlyMap<string, JsonObject> | undefined {
  const named = new Map<string, JsonObject>();
  for (const item of list) {
    const name = isJsonObject(item) ? item['name'] : undefined;
    if (!isJsonObject(item) || typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

/** Whether `path` is `other`, or lies below it. */
export function liesIn(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
