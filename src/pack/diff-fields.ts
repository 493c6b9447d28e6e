import { canonicalJson } from '../base/canonical.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import type { FieldChange } from '../model/packages.ts';

/**
 * What differs between two JSON values, field by field. Items of a list that have a `name` are compared by name,
 * so that a step that was put in front does not make all others differ; their order counts as a change of its own.
 */
export function diffFields(before: Json | undefined, after: Json | undefined, field = ''): FieldChange[] {
  if (before === undefined) return after === undefined ? [] : [{ field, change: 'added', after }];
  if (after === undefined) return [{ field, change: 'removed', before }];
  if (isJsonObject(before) && isJsonObject(after)) return diffMaps(before, after, field);
  const [left, right] = [namedItems(before), namedItems(after)];
  if (left && right) return diffNamed(left, right, field);
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ field, change: 'changed', before, after }];
}

function diffMaps(
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  field: string,
): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    diffFields(before[key], after[key], field === '' ? key : `${field}.${key}`),
  );
}

function diffNamed(
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
  field: string,
): FieldChange[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  const changes = [...names].flatMap((name) =>
    diffFields(before.get(name), after.get(name), `${field}[${name}]`),
  );
  const [left, right] = [[...before.keys()], [...after.keys()]];
  const moved =
    left.filter((name) => after.has(name)).join('\n') !== right.filter((name) => before.has(name)).join('\n');
  return moved
    ? [...changes, { field: `${field} (order)`, change: 'changed', before: left, after: right }]
    : changes;
}

/** A list whose items all have a name of their own, by name. */
function namedItems(value: Json): ReadonlyMap<string, Json> | undefined {
  if (!Array.isArray(value)) return undefined;
  const named = new Map<string, Json>();
  for (const item of value as readonly Json[]) {
    const name = isJsonObject(item) ? item['name'] : undefined;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}
