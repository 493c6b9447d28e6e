import type { KubeObject } from '../model/cluster.ts';
import {
  type FieldPath,
  type FieldSet,
  fieldsOf,
  hasField,
  hasParts,
  isWhole,
  setOf,
  unite,
} from './field-set.ts';
import { isSame, valueAt } from './field-value.ts';
import { entryOf, isSameManager, type Manager, managersOf } from './managers.ts';
import type { Undoing } from './put-back.ts';

/**
 * The managedFields of an object whose values were put back: whoever owned a field before owns it again, and the one
 * who changed it owns what it did before. Null: they are so already.
 */
export function givenBack(undoing: Undoing): readonly KubeObject[] | null {
  const { live, before, manager } = undoing;
  const now = managersOf(live);
  const own = managersOf(before)
    .filter(({ name }) => name === manager)
    .map((entry) => ({ ...entry, fields: setOf(fieldsUnchanged(entry, undoing)) }));
  const others = managersOf(before)
    .filter(({ name }) => name !== manager)
    .reduce(
      (entries, entry) => withFields(entries, entry, restored(entry, undoing)),
      now.filter(({ name }) => name !== manager),
    );
  const next = [...others, ...own].filter(({ fields }) => !isWhole(fields));
  // The server takes an empty list for a wish to forget all owners.
  if (next.length === 0 || isSameOwnership(now, next)) return null;
  return next.map(entryOf);
}

function fieldsUnchanged({ fields }: Manager, undoing: Undoing): FieldPath[] {
  return [...fieldsOf(fields)].filter((path) => isUnchanged(path, undoing));
}

/** Of what others own parts of, that it is there. */
function isUnchanged(path: FieldPath, { live, before }: Undoing): boolean {
  const [now, then] = [valueAt(live, path), valueAt(before, path)];
  const isInParts = managersOf(before).some(({ fields }) => hasParts(fields, path));
  return isInParts ? now !== undefined && then !== undefined : isSame(now, then);
}

/** The fields of an owner from before that were changed, and are now as they were; and what they lie in. */
function restored(entry: Manager, undoing: Undoing): FieldSet {
  const isChanged = (path: FieldPath) =>
    undoing.changes.some((change) => startsWith(path, change.path) || startsWith(change.path, path));
  return setOf(fieldsUnchanged(entry, undoing).filter(isChanged));
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.length <= path.length && start.every((element, depth) => element === path[depth]);
}

function withFields(entries: readonly Manager[], entry: Manager, fields: FieldSet): Manager[] {
  const mine = entries.findIndex((other) => isSameManager(entry, other));
  if (mine === -1) return isWhole(fields) ? [...entries] : [...entries, { ...entry, fields }];
  return entries.map((other, index) =>
    index === mine ? { ...other, fields: unite(other.fields, fields) } : other,
  );
}

function isSameOwnership(one: readonly Manager[], other: readonly Manager[]): boolean {
  return covers(one, other) && covers(other, one);
}

function covers(one: readonly Manager[], other: readonly Manager[]): boolean {
  return other.every((entry) => {
    const there = one.find((candidate) => isSameManager(candidate, entry));
    return there !== undefined && [...fieldsOf(entry.fields)].every((path) => hasField(there.fields, path));
  });
}
