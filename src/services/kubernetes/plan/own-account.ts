import { accountOf } from '../../../kubernetes/rbac-objects.ts';
import { SERVICE_ACCOUNTS, type ServiceAccount } from '../../../model/cluster.ts';
import { type Cluster, ClusterError } from '../../../ports/cluster.ts';

/** The package's own account, where somebody has made it and the user may see it. */
export async function ownAccount(
  user: Cluster,
  name: string,
  signal: AbortSignal,
): Promise<ServiceAccount | null> {
  const account = accountOf(name, user.namespace);
  try {
    await user.send({ verb: 'get', kind: SERVICE_ACCOUNTS, ...account }, signal);
    return account;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    if (error.failure === 'not-found' || error.failure === 'forbidden') return null;
    throw error;
  }
}
