import { digestOf } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import { decodeUtf8 } from '../../base/utf8.ts';
import type { GivenProof, TrustSource } from '../../model/trust.ts';
import type { Problem } from '../../model/problem.ts';
import { type PolicyReading, readPolicy } from '../../policy/own/read-policy.ts';
import { type Counted, countSignatures, refuseTooFew } from '../count-signatures.ts';
import { openAuthority } from '../find-signer.ts';
import { holdSignatures } from '../hold-signatures.ts';
import type { Subject } from '../judge-signature.ts';
import type { VerifyDeps } from '../verify-deps.ts';

export interface SignedPolicyFile {
  readonly file: string;
  readonly blob: Uint8Array;
  /** At least one. */
  readonly proofs: readonly GivenProof[];
  readonly trust: TrustSource;
  readonly predicateType: string;
}

export interface SignedPolicyReading {
  readonly reading: PolicyReading;
  /** Null where the file cannot be read: then it has no name that somebody may sign. */
  readonly counted: Counted | null;
}

/**
 * Reads a policy once a signature over it holds, and counts whoever may sign policies of its name.
 * @throws {AtomError} ATOM_SIGNATURE_MISSING, ATOM_SIGNATURE_INVALID, ATOM_BUNDLE_INVALID, ATOM_SIGNER_UNTRUSTED, ATOM_SIGNATURES_TOO_FEW
 */
export async function readSignedPolicy(
  deps: VerifyDeps,
  { file, blob, proofs, trust, predicateType }: SignedPolicyFile,
): Promise<SignedPolicyReading> {
  const authority = await openAuthority(deps, trust);
  const artifact = { digest: digestOf(blob), blob, file, predicateType };
  const holding = await holdSignatures(deps, { proofs, artifact, authority }).catch(ofPolicies);
  const reading = readPolicyBytes(file, blob);
  if (reading.read === undefined) return { reading, counted: null };
  const { name } = reading.read.policy.metadata;
  const subject: Subject = { kind: 'policy', name, called: file, displayName: file };
  const counted = countSignatures(deps, { holding, subject, authority });
  refuseTooFew(counted, subject);
  return { reading, counted };
}

/** Whoever is trusted by the advice for packages could still sign no policy. */
function ofPolicies(thrown: unknown): never {
  if (!(thrown instanceof AtomError) || thrown.hint?.endsWith('trust add PUBKEY') !== true) throw thrown;
  const { code, message, hint, details, cause } = thrown;
  throw new AtomError(code, message, {
    hint: `${hint} --policies NAME`,
    cause,
    ...(details !== undefined && { details }),
  });
}

/** What the signatures of a policy come to. @throws {AtomError} as `readSignedPolicy`, and ATOM_POLICY_INVALID */
export async function verifyPolicy(
  deps: VerifyDeps,
  signed: SignedPolicyFile,
): Promise<Counted & { readonly name: string }> {
  const { reading, counted } = await readSignedPolicy(deps, signed);
  refuseProblems(reading.problems);
  if (reading.read === undefined || counted === null)
    throw new Error('a policy without problems was not read');
  return { ...counted, name: reading.read.policy.metadata.name };
}

export function readPolicyBytes(file: string, bytes: Uint8Array): PolicyReading {
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return readPolicy(file, decoded.text);
  const message = 'This byte is not UTF-8: is it a policy?';
  const problem: Problem = { kind: 'not-utf8', message, location: { file, ...decoded }, pointer: '' };
  return { read: undefined, problems: [problem] };
}

/** @throws {AtomError} ATOM_POLICY_INVALID with all of them in `details.problems`, where there is any. */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const meant = first.suggestion === undefined ? '' : `, did you mean ${first.suggestion}?`;
  throw new AtomError('ATOM_POLICY_INVALID', `${first.message}${meant}${more}`, {
    hint: `atomctl policy test ${first.location.file}`,
    location: first.location,
    details: { problems },
  });
}
