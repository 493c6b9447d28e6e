import type { ApiKind } from '../model/cluster.ts';

interface Locked {
  readonly kind: Pick<ApiKind, 'group' | 'resource'>;
  readonly namespace: string | null;
  readonly name: string;
}

/** Under what name a run locks an object: `deployments.apps shop/web of https://…`, the same whoever calls its kind how. */
export function lockOf(server: string, { kind: { group, resource }, namespace, name }: Locked): string {
  const kind = group === '' ? resource : `${resource}.${group}`;
  return `${kind} ${namespace === null ? '' : `${namespace}/`}${name} of ${server}`;
}
