import { conflictsIn, showConflicts } from '../../kubernetes/conflicts.ts';
import type { ObjectRef } from '../../model/cluster.ts';
import { ClusterError, type ClusterFailure } from '../../ports/cluster.ts';
import { showObject } from './object-state.ts';
import { WHO_ADMITS } from './who-admits.ts';

/** Why a change was not made, with its object and whoever set the fields that it was to set. */
export function explained(error: unknown, target: ObjectRef): unknown {
  if (!(error instanceof ClusterError)) return error;
  const { failure, status, answer, retryAfterMs, hint, unsent } = error;
  const conflicts = conflictsIn(answer);
  const why = conflicts.length === 0 ? error.message : `conflict over ${showConflicts(conflicts)}`;
  const next = conflicts.length > 0 ? showManagers(target) : (hint ?? HINTS[failure]);
  const message = `${showObject(target)}: ${why}`;
  return new ClusterError(failure, message, {
    status,
    answer,
    retryAfterMs,
    hint: next,
    unsent,
    cause: error,
  });
}

const HINTS: Partial<Readonly<Record<ClusterFailure, string>>> = {
  forbidden: 'atomctl rbac PACKAGE | kubectl apply -f -',
  rejected: WHO_ADMITS,
};

function showManagers({ kind, namespace, name }: ObjectRef): string {
  const where = namespace === null ? '' : ` -n ${namespace}`;
  return `kubectl get ${kind.resource} ${name}${where} --show-managed-fields -o yaml`;
}
