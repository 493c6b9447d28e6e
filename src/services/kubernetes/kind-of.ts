import type { ApiKind } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

/** A kind that an action needs besides its target's. */
export async function kindOf(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  { group, resource }: Pick<ApiKind, 'group' | 'resource'>,
): Promise<ApiKind> {
  const kinds = await cluster.kinds({ signal });
  const found = kinds.find((kind) => kind.group === group && kind.resource === resource);
  if (found !== undefined) return found;
  throw new ClusterError(
    'not-found',
    `${cluster.server} serves no ${resource}${group === '' ? '' : `.${group}`}`,
  );
}
