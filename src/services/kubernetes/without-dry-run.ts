import { ClusterError } from '../../ports/cluster.ts';

/** A webhook with side effects refuses to be asked by the way. */
export function isWithoutDryRun(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.message.includes('does not support dry run');
}
