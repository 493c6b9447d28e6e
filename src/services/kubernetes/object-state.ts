import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { changesBetween, type FieldChange } from '../../kubernetes/field-changes.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { Call, Change, Sent } from './action.ts';

/** An object before a change, as it is journaled. */
export interface ObjectState {
  readonly target: ObjectRef;
  /** Without its status; null: there was none. */
  readonly before: KubeObject | null;
  /** Whether the change deletes it. */
  readonly deletes: boolean;
  /** Whose fields the change may take away: an apply drops its own alone. */
  readonly drops: 'own' | 'any';
}

export interface ObjectAfter {
  /** Null where the answer did not tell. */
  readonly uid: string | null;
  /** Null where the journal may not hold them: the owners of fields tell. */
  readonly changes: readonly FieldChange[] | null;
}

/** The state of a change to one object: what `undoObject` puts back. */
export function objectState({ target, before, deletes, drops }: ObjectState): JsonObject {
  const { group, version, kind, resource, namespaced } = target.kind;
  const object = {
    group,
    version,
    kind,
    resource,
    namespaced,
    namespace: target.namespace,
    name: target.name,
  };
  return { object, before: before === null ? null : withoutStatus(before), deletes, drops };
}

export function readObjectState({ object, before, deletes, drops }: JsonObject): ObjectState {
  const said = isJsonObject(object) ? object : {};
  const { group, version, kind, resource, namespaced, namespace, name } = said;
  return {
    target: {
      kind: {
        group: textOf(group),
        version: textOf(version),
        kind: textOf(kind),
        resource: textOf(resource),
        namespaced: namespaced === true,
        aliases: [],
        subresources: [],
        verbs: [],
      },
      namespace: typeof namespace === 'string' ? namespace : null,
      name: textOf(name),
    },
    before: isJsonObject(before) ? before : null,
    deletes: deletes === true,
    drops: drops === 'any' ? 'any' : 'own',
  };
}

/** `Mutation.after` of an action whose state is an `objectState`. */
export function objectAfter({ change, answer }: Sent, { manager }: Pick<Call, 'manager'>): JsonObject {
  const { before, drops, deletes } = readObjectState(change.state);
  const uid = metadataOf(answer)['uid'] ?? null;
  if (before === null || deletes) return { uid, changes: [] };
  return {
    uid,
    changes: changesBetween({ before, after: withoutStatus(answer), manager, drops }).map(asJson),
  };
}

/** Owning what is there already changes nothing that others see. */
export function resultOf(
  { change: { before }, answer }: Sent,
  manager: string,
  drops: ObjectState['drops'],
): 'created' | 'changed' | 'unchanged' {
  if (before === null) return 'created';
  return changesBetween({ before, after: answer, manager, drops }).length === 0 ? 'unchanged' : 'changed';
}

function asJson({ path, ...values }: FieldChange): JsonObject {
  return { path: [...path], ...values };
}

export function readObjectAfter({ uid, changes }: JsonObject): ObjectAfter {
  return {
    uid: typeof uid === 'string' ? uid : null,
    changes: Array.isArray(changes) ? changes.flatMap(changeIn) : null,
  };
}

function changeIn(said: Json): FieldChange[] {
  if (!isJsonObject(said) || !Array.isArray(said['path'])) return [];
  const { path, before, after } = said;
  return [
    {
      path: Array.isArray(path) ? path.map((element: Json) => textOf(element)) : [],
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

export function metadataOf(object: KubeObject): JsonObject {
  const { metadata } = object;
  return isJsonObject(metadata) ? metadata : {};
}

function withoutStatus(object: KubeObject): KubeObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'status'));
}

/** Whether a state is that of this object. */
export function isStateOf(state: JsonObject, { kind, namespace, name }: ObjectRef): boolean {
  const { target } = readObjectState(state);
  const isSameKind = target.kind.group === kind.group && target.kind.kind === kind.kind;
  return isSameKind && target.namespace === namespace && target.name === name;
}

/** `Deployment shop/web`. */
export function showObject({ kind: { kind }, namespace, name }: Change['target']): string {
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
}
