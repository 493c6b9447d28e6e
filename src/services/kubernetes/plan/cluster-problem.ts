import { AtomError } from '../../../base/errors.ts';
import type { ClusterError, ClusterFailure } from '../../../ports/cluster.ts';
import { WHO_ADMITS } from '../who-admits.ts';

type Code = ConstructorParameters<typeof AtomError>[0];

const CODES: Readonly<Record<ClusterFailure, Code>> = {
  'not-found': 'ATOM_NEEDS_MISSING',
  'already-exists': 'ATOM_INPUT_INVALID',
  conflict: 'ATOM_INPUT_INVALID',
  forbidden: 'ATOM_PERMISSION_DENIED',
  undeclared: 'ATOM_PERMISSION_DENIED',
  unauthorized: 'ATOM_NEEDS_MISSING',
  invalid: 'ATOM_INPUT_INVALID',
  rejected: 'ATOM_POLICY_REFUSED',
  throttled: 'ATOM_NEEDS_MISSING',
  expired: 'ATOM_NEEDS_MISSING',
  lost: 'ATOM_NEEDS_MISSING',
  unavailable: 'ATOM_NEEDS_MISSING',
  timeout: 'ATOM_NEEDS_MISSING',
  failed: 'ATOM_INPUT_INVALID',
};

const HINTS: Partial<Readonly<Record<ClusterFailure, string>>> = {
  'not-found': 'kubectl api-resources  # then: kubectl get KIND -n NAMESPACE',
  forbidden: 'atomctl rbac PACKAGE | kubectl apply -f -',
  undeclared: 'atomctl explain spec.validation.permissions',
  unauthorized: 'Log in again, then: kubectl auth whoami',
  rejected: WHO_ADMITS,
  unavailable: 'kubectl version  # then: atomctl doctor',
  timeout: 'kubectl version  # then: atomctl doctor',
};

/** Why a step, or a plan as a whole, cannot be made, for a person. */
export function clusterProblem(step: string | null, error: ClusterError): AtomError {
  const { failure, message, hint } = error;
  return new AtomError(CODES[failure], step === null ? message : `${step}: ${message}`, {
    hint: hint ?? HINTS[failure] ?? 'Mend the step, then plan it again',
    ...(step !== null && { details: { step } }),
    cause: error,
  });
}
