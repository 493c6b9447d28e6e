import { digestOf } from '../base/digest.ts';
import type { GivenProof, TrustSource, UncountedSignature, VerifiedWpk } from '../model/trust.ts';
import { checkDeclaredSigner, checkExpected, type ExpectedPackage } from '../trust/expectation.ts';
import { SIGNED_PREDICATE } from '../trust/proof.ts';
import { countSignatures, refuseTooFew } from './count-signatures.ts';
import { openAuthority } from './find-signer.ts';
import { holdSignatures } from './hold-signatures.ts';
import type { Subject } from './judge-signature.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { uncounted } from './put-aside.ts';
import type { VerifyDeps } from './verify-deps.ts';

export interface VerifyRequest {
  readonly blob: Uint8Array;
  /** What errors call the package: a path, or NAME@VERSION. */
  readonly displayName: string;
  /** At least one. */
  readonly proofs: readonly GivenProof[];
  readonly trust?: TrustSource;
  readonly expected?: ExpectedPackage;
  /** What an attestation must say; that it was signed, when absent. */
  readonly predicateType?: string;
}

/**
 * The one function that decides whether bytes are a package that as many signed as must, all of them trusted. Nothing
 * of the bytes is read before a signature holds. What does not hold, or is not trusted, counts for nothing and takes
 * nothing away. Opens no socket.
 * @throws {AtomError} ATOM_BUNDLE_INVALID, ATOM_SIGNATURE_INVALID, ATOM_SIGNER_UNTRUSTED, ATOM_SIGNATURES_TOO_FEW,
 * ATOM_TRUST_INVALID, ATOM_KEY_INVALID, ATOM_PACKAGE_MISMATCH, and those of a package that does not open.
 */
export async function verifyPackage(deps: VerifyDeps, request: VerifyRequest): Promise<VerifiedWpk> {
  const { blob, displayName, proofs, expected, trust = { kind: 'policy' } } = request;
  const { predicateType = SIGNED_PREDICATE } = request;
  const authority = await openAuthority(deps, trust);
  const artifact = { digest: digestOf(blob), blob, file: displayName, predicateType };
  const holding = await holdSignatures(deps, { proofs, artifact, authority });
  const wpk = openPackageBytes(blob, displayName);
  if (expected !== undefined) checkExpected(wpk, expected);

  const { name, version } = wpk;
  const subject: Subject = { kind: 'package', name, called: `${name}@${version}`, displayName };
  const counted = countSignatures(deps, { holding, subject, authority });
  const { aside, ...decided } = counted;
  const signers = decided.signatures.map(({ signer }) => signer);
  checkDeclaredSigner(wpk, signers);
  refuseTooFew(counted, subject);
  const notCounted: readonly UncountedSignature[] = aside.map(uncounted);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this function is what earns the brand.
  return { ...wpk, ...decided, notCounted } as VerifiedWpk;
}
