import type { Json } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { childrenOf, type FieldPath, type FieldSet, isItem, isWhole } from './field-set.ts';
import { isSame, valueAt } from './field-value.ts';
import { fieldsOwned, fieldsOwnedBy, managersOf } from './managers.ts';

/** One field as it was and as it is; a value that is not there has no key. */
export interface FieldChange {
  readonly path: FieldPath;
  readonly before?: Json;
  readonly after?: Json;
}

interface Comparison {
  readonly before: KubeObject;
  readonly after: KubeObject;
  /** The field manager whose doing it was. */
  readonly manager: string;
  /** Whose fields it may have taken away: an apply drops its own alone. */
  readonly drops: 'own' | 'any';
}

/** What a manager changed between two states of an object: fields that it owns by now, and those that are gone. */
export function changesBetween({ before, after, manager, drops }: Comparison): FieldChange[] {
  const own = fieldsOwnedBy(after, manager);
  const earlier = drops === 'own' ? fieldsOwnedBy(before, manager) : fieldsOwned(managersOf(before));
  return [...setFields(own, { before, after }), ...goneFields(earlier, { before, after })];
}

type States = Pick<Comparison, 'before' | 'after'>;

function* setFields(set: FieldSet, states: States, path: FieldPath = []): Generator<FieldChange> {
  for (const [element, child] of childrenOf(set)) {
    const at = [...path, element];
    const change = changeAt(at, states);
    if (isWhole(child) || (isItem(element) && change.before === undefined)) {
      if (!isSame(change.before, change.after)) yield change;
    } else yield* setFields(child, states, at);
  }
}

function* goneFields(set: FieldSet, states: States, path: FieldPath = []): Generator<FieldChange> {
  for (const [element, child] of childrenOf(set)) {
    const at = [...path, element];
    const change = changeAt(at, states);
    if (change.before === undefined) continue;
    if (isWhole(child) || (isItem(element) && change.after === undefined)) {
      if (change.after === undefined) yield change;
    } else yield* goneFields(child, states, at);
  }
}

function changeAt(path: FieldPath, states: States): FieldChange {
  const [before, after] = [valueAt(states.before, path), valueAt(states.after, path)];
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
