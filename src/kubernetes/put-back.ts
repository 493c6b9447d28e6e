import type { KubeObject } from '../model/cluster.ts';
import { EditedObject, type JsonPatch } from './edit-object.ts';
import type { FieldChange } from './field-changes.ts';
import { type FieldPath, isItem } from './field-set.ts';
import { isSame, valueAt } from './field-value.ts';
import { type Manager, ownersWithin } from './managers.ts';

export interface Undoing {
  /** As the object is now. */
  readonly live: KubeObject;
  /** As it was before it was changed. */
  readonly before: KubeObject;
  readonly changes: readonly FieldChange[];
  /** Whose changes they are. */
  readonly manager: string;
}

/** A field that is left as it is, and who changed it since; nobody: it is gone. */
export interface LeftField {
  readonly path: FieldPath;
  readonly by: readonly Manager[];
}

/** What gives fields their values from before the changes, where nobody else changed them since. */
export function putBack(undoing: Undoing): {
  readonly patch: JsonPatch;
  readonly left: readonly LeftField[];
} {
  const edited = new EditedObject(undoing.live, undoing.before);
  const left: LeftField[] = [];
  // What was added goes first, so that what comes back finds its place.
  const [added, others] = [[], []] as [FieldChange[], FieldChange[]];
  for (const change of undoing.changes) (change.before === undefined ? added : others).push(change);
  for (const change of [...added, ...others]) {
    const verdict = judge(change, undoing);
    if (verdict === 'left') left.push({ path: change.path, by: othersOf(change.path, undoing) });
    if (verdict !== 'back') continue;
    if (change.before === undefined) edited.remove(change.path);
    else edited.set(change.path, change.before);
  }
  return { patch: edited.patch, left };
}

function judge({ path, before, after }: FieldChange, undoing: Undoing): 'already' | 'back' | 'left' {
  const { live, manager } = undoing;
  const now = valueAt(live, path);
  if (isSame(now, before)) return 'already';
  if (!isSame(now, after) || isWithinGone(path, live)) return 'left';
  if (othersOf(path, undoing).length > 0) return 'left';
  const isOurs = after === undefined || ownersWithin(live, path).some(({ name }) => name === manager);
  return isOurs ? 'back' : 'left';
}

/** Whether the item of a list that it lies in is there no more. */
function isWithinGone(path: FieldPath, live: KubeObject): boolean {
  return path.some(
    (element, depth) =>
      depth < path.length - 1 && isItem(element) && valueAt(live, path.slice(0, depth + 1)) === undefined,
  );
}

/** Whoever set it since, to the same value too: it is what they want. */
function othersOf(path: FieldPath, { live, manager }: Undoing): readonly Manager[] {
  return ownersWithin(live, path).filter(({ name }) => name !== manager);
}
