import type { ApiKind, ObjectRef } from '../model/cluster.ts';
import type { ObjectName } from '../model/live-plan.ts';

export function apiVersionOf({ group, version }: Pick<ApiKind, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

export function objectName({ kind, namespace, name }: ObjectRef): ObjectName {
  return { apiVersion: apiVersionOf(kind), kind: kind.kind, namespace, name };
}

/** One object of one cluster, whatever version of its kind it is asked by. */
export function objectKey({ kind: { group, resource }, namespace, name }: ObjectRef): string {
  return `${group}/${resource}/${namespace ?? ''}/${name}`;
}
