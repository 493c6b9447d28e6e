import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';

/** An object as it is now; null: there is none. */
export async function readObject(
  { cluster, signal }: Pick<Call, 'cluster' | 'signal'>,
  target: ObjectRef,
): Promise<KubeObject | null> {
  try {
    return await cluster.send({ verb: 'get', ...target }, signal);
  } catch (error) {
    if (error instanceof ClusterError && error.failure === 'not-found') return null;
    throw error;
  }
}
