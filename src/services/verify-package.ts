import { digestOf } from '../base/digest.ts';
import type { SignatureTime, TrustSource, VerifiedWpk } from '../model/trust.ts';
import { checkDeclaredSigner, checkExpected, type ExpectedPackage } from '../trust/expectation.ts';
import { readProof, SIGNED_PREDICATE } from '../trust/proof.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { chooseSigner } from './choose-signer.ts';
import { findSigners } from './find-signer.ts';
import type { VerifyDeps } from './verify-deps.ts';

export interface VerifyRequest {
  readonly blob: Uint8Array;
  /** What errors call the package: a path, or NAME@VERSION. */
  readonly displayName: string;
  /** The bundle, or the legacy signature. */
  readonly proof: Uint8Array;
  readonly trust?: TrustSource;
  readonly expected?: ExpectedPackage;
  /** What an attestation must say; that it was signed, when absent. */
  readonly predicateType?: string;
}

/**
 * The one function that decides whether bytes are a package of somebody trusted. Nothing of the bytes is read
 * before their signature holds. Opens no socket.
 * @throws {AtomError} ATOM_BUNDLE_INVALID, ATOM_SIGNATURE_INVALID, ATOM_SIGNER_UNTRUSTED, ATOM_TRUST_INVALID,
 * ATOM_KEY_INVALID, ATOM_PACKAGE_MISMATCH, and those of a package that does not open.
 */
export async function verifyPackage(deps: VerifyDeps, request: VerifyRequest): Promise<VerifiedWpk> {
  const { blob, displayName, proof, expected, trust = { kind: 'policy' } } = request;
  const signed = readProof(proof, {
    digest: digestOf(blob),
    blob,
    file: displayName,
    predicateType: request.predicateType ?? SIGNED_PREDICATE,
  });
  const found = await findSigners(deps, { signed, trust });
  const wpk = openPackageBytes(blob, displayName);
  if (expected !== undefined) checkExpected(wpk, expected);

  const intake: SignatureTime = { sigTime: deps.now().toISOString(), sigTimeSource: 'intake' };
  const { signature, ...trusted } = chooseSigner(found, {
    kind: 'package',
    name: wpk.name,
    called: `${wpk.name}@${wpk.version}`,
    tenant: deps.tenant,
    format: signed.format,
    intake,
  });
  checkDeclaredSigner(wpk, signature.signer);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this function is what earns the brand.
  return { ...wpk, signature, ...trusted, proof } as VerifiedWpk;
}
