import { ClusterError } from '../../ports/cluster.ts';

/** Whether the package does not declare it, or the server does not allow it. */
export function mayNot(error: unknown): error is ClusterError {
  return error instanceof ClusterError && (error.failure === 'undeclared' || error.failure === 'forbidden');
}
