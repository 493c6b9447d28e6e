import { isJsonObject, type JsonObject } from '../base/json.ts';

/**
 * Where a field is, in the words of managedFields: `f:NAME` a field, `k:{…}` the item of a list with these keys,
 * `v:…` a value of a set, `i:…` a place in a list.
 */
export type FieldPath = readonly string[];

/** A set of fields as `fieldsV1` writes it: what is in the set has no children, or `.` among them. */
export type FieldSet = JsonObject;

const SELF = '.';

/** What lies below a field of the set. */
export function below(set: FieldSet, element: string): FieldSet | undefined {
  const child = Object.hasOwn(set, element) ? set[element] : undefined;
  return isJsonObject(child) ? child : undefined;
}

/** Its direct children, without itself. */
export function childrenOf(set: FieldSet): [element: string, child: FieldSet][] {
  return Object.entries(set).flatMap(([element, child]) =>
    element !== SELF && isJsonObject(child) ? [[element, child] as [string, FieldSet]] : [],
  );
}

/** Whether the field is in the set. One that says nothing of what is in it may be there for itself alone. */
export function hasField(set: FieldSet, path: FieldPath): boolean {
  const node = nodeAt(set, path);
  return node !== undefined && isMember(node);
}

/** Whether the field, or one within it, is in the set. */
export function touchesField(set: FieldSet, path: FieldPath): boolean {
  return nodeAt(set, path) !== undefined;
}

/** Whether fields within it are in the set. */
export function hasParts(set: FieldSet, path: FieldPath): boolean {
  const node = nodeAt(set, path);
  return node !== undefined && childrenOf(node).length > 0;
}

function nodeAt(set: FieldSet, path: FieldPath): FieldSet | undefined {
  return path.reduce<FieldSet | undefined>(
    (node, element) => (node === undefined ? undefined : below(node, element)),
    set,
  );
}

export function isItem(element: string): boolean {
  return !element.startsWith('f:');
}

export function isWhole(node: FieldSet): boolean {
  return Object.keys(node).length === 0;
}

function isMember(node: FieldSet): boolean {
  return isWhole(node) || Object.hasOwn(node, SELF);
}

/** Every field of the set. */
export function* fieldsOf(set: FieldSet, path: FieldPath = []): Generator<FieldPath> {
  for (const [element, child] of childrenOf(set)) {
    const at = [...path, element];
    if (isMember(child)) yield at;
    yield* fieldsOf(child, at);
  }
}

/** The set of these fields. */
export function setOf(paths: Iterable<FieldPath>): FieldSet {
  return [...paths].reduce<FieldSet>(withField, {});
}

export function withField(set: FieldSet, [element, ...rest]: FieldPath): FieldSet {
  if (element === undefined) return set;
  const child = below(set, element);
  const [next] = rest;
  if (next === undefined)
    return { ...set, [element]: child === undefined || isWhole(child) ? {} : { [SELF]: {}, ...child } };
  const base = child === undefined ? {} : isWhole(child) ? { [SELF]: {} } : child;
  return { ...set, [element]: withField(base, rest) };
}

export function unite(set: FieldSet, other: FieldSet): FieldSet {
  return [...fieldsOf(other)].reduce<FieldSet>(withField, set);
}
