import { digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type {
  SignatureTime,
  TrustEntry,
  TrustSource,
  VerifiedSignature,
  VerifiedWpk,
} from '../model/trust.ts';
import type { Wpk } from '../model/wpk.ts';
import { decideTrust } from '../trust/decide.ts';
import {
  checkDeclaredSigner,
  checkExpected,
  describeSigner,
  type ExpectedPackage,
} from '../trust/expectation.ts';
import { readProof, SIGNED_PREDICATE } from '../trust/proof.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import { findSigners, type FoundSigner } from './find-signer.ts';
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
    wpk,
    tenant: deps.tenant,
    format: signed.format,
    intake,
  });
  checkDeclaredSigner(wpk, signature.signer);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this function is what earns the brand.
  return { ...wpk, signature, ...trusted, proof } as VerifiedWpk;
}

interface Choice {
  readonly signature: VerifiedSignature;
  readonly trustedBy: readonly string[];
  readonly mayExcept: readonly string[];
  readonly trustedRoot: string | null;
}

interface Circumstances {
  readonly wpk: Wpk;
  readonly tenant: string;
  readonly format: VerifiedSignature['format'];
  readonly intake: SignatureTime;
}

/** The signature may hold under several roots; the first that the policy trusts counts. */
function chooseSigner(found: readonly [FoundSigner, ...FoundSigner[]], circumstances: Circumstances): Choice {
  const { wpk, tenant, format, intake } = circumstances;
  let refusal = '';
  for (const { signer, time = intake, root, entries } of found) {
    const signature = { signer, format, ...time };
    const trustedRoot = root?.file ?? null;
    if (entries === undefined) return { signature, trustedBy: [], mayExcept: [], trustedRoot };
    const decision = decideTrust(entries, { signer, packageName: wpk.name, tenant, time });
    if (decision.trusted)
      return { signature, trustedBy: decision.by, mayExcept: decision.mayExcept, trustedRoot };
    refusal ||= decision.why;
  }
  throw untrusted(wpk, found[0], refusal);
}

function untrusted(wpk: Wpk, { signer, entries }: FoundSigner, why: string): AtomError {
  const message = `${wpk.name}@${wpk.version} is signed by ${describeSigner(signer)}: ${why}`;
  const details = { signer: describeSigner(signer) };
  const known = (entries ?? []).some((entry: TrustEntry) => describeSigner(entry.signer) === details.signer);
  if (known) return new AtomError('ATOM_SIGNER_UNTRUSTED', message, { hint: 'atomctl trust list', details });
  const hint =
    signer.kind === 'key'
      ? 'If you trust its owner: atomctl trust add PUBKEY'
      : `If you trust it: atomctl trust add --certificate-identity ${signer.identity} --certificate-oidc-issuer ${signer.issuer}`;
  return new AtomError('ATOM_SIGNER_UNTRUSTED', message, { hint, details });
}
