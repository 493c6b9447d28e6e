import { isDeepStrictEqual } from 'node:util';
import type { FieldChange, ObjectChange, ObjectName } from '../model/live-plan.ts';
import type { Plan, PlannedCluster } from '../model/plan.ts';
import { boundChange } from './bound-change.ts';

type Live = Pick<Plan, 'cluster' | 'live'>;

/** The first thing in which the cluster is not as it was when the plan was made; undefined: nothing that it sets or deletes. */
export function driftOf(planned: Live, now: Live): string | undefined {
  return (
    otherCluster(planned.cluster, now.cluster) ??
    changedSince(planned.live?.changes ?? [], now.live?.changes ?? [])
  );
}

function otherCluster(
  before: PlannedCluster | undefined,
  after: PlannedCluster | undefined,
): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (before.server !== after.server)
    return `It was planned for ${before.server}, and the settings name ${after.server}`;
  if (before.namespace !== after.namespace)
    return `It was planned for the namespace ${before.namespace}, and the settings name ${after.namespace}`;
  if (!isDeepStrictEqual(before.account, after.account))
    return 'The account that the run would be bound to was made or removed since it was planned';
  return undefined;
}

function changedSince(planned: readonly ObjectChange[], now: readonly ObjectChange[]): string | undefined {
  for (const [index, change] of planned.entries()) {
    const today = now[index];
    if (today === undefined || today.step !== change.step || !isDeepStrictEqual(today.object, change.object))
      return `${change.step} would change other objects than were planned`;
    if (isDeepStrictEqual(boundChange(change), boundChange(today))) continue;
    const field = change.fields.find(
      (one) => one.own && !today.fields.some((other) => other.path === one.path && isSame(one, other)),
    );
    const what =
      field === undefined ? `${change.effect}, and is ${today.effect} now` : showField(field, today);
    return `${showObject(change.object)} has changed since it was planned: ${what}`;
  }
  const [more] = now.slice(planned.length);
  return more === undefined ? undefined : `${more.step} would also change ${showObject(more.object)}`;
}

function isSame(one: FieldChange, other: FieldChange): boolean {
  return isDeepStrictEqual([one.state, one.before, one.after], [other.state, other.before, other.after]);
}

function showField({ path, before }: FieldChange, today: ObjectChange): string {
  const now = today.fields.find((field) => field.path === path);
  return `${path} was ${JSON.stringify(before ?? null)}, and is ${now === undefined ? 'as the plan would have it' : JSON.stringify(now.before ?? null)}`;
}

function showObject(object: ObjectName | null): string {
  if (object === null) return 'What it changes';
  const { kind, namespace, name } = object;
  return `${kind} ${name}${namespace === null ? '' : ` in ${namespace}`}`;
}
