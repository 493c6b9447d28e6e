import { X509Certificate } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import {
  PolicyError,
  type SignedEntity,
  type TrustMaterial,
  toSignedEntity,
  toTrustMaterial,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import { AtomError } from '../../base/errors.ts';
import type { SignatureTime } from '../../model/trust.ts';
import type { BundleProofs, ProofRequest, ProvenSignature } from '../../ports/bundle-proofs.ts';
import { checkCertificate, identityIn } from './certificate.ts';
import { checkLogEntry, entriesOf } from './log-entry.ts';
import { readTrustedRoot, SHIPPED } from './trusted-root.ts';

/** Everything that the Sigstore client specification asks of a verifier: @sigstore/verify, and what it leaves out. */
export const bundleProofs: BundleProofs = {
  verify: verifyProofs,
  checkRoot: (root) => void readTrustedRoot(root),
  shippedRoot: () => SHIPPED,
};

function verifyProofs(request: ProofRequest): ProvenSignature {
  const bundle = readBundle(request);
  const trust = toTrustMaterial(readTrustedRoot(request.root), () => {
    if (request.key === undefined) throw new Error('a key signed, and none was given');
    return { publicKey: request.key, validFor: () => true };
  });
  try {
    const entity = toSignedEntity(bundle, Buffer.from(request.artifact));
    const signer = verifierFor(entity, trust).verify(entity);
    const time = earliest(entity);
    const certificate = certificateOf(bundle);
    if (certificate !== undefined) checkCertificate(certificate);
    for (const entry of entriesOf(bundle)) {
      checkLogEntry(entry, { certificate, key: signer.key, logs: trust.tlogs, time });
    }
    const identity = signer.identity === undefined ? undefined : identityIn(signer.identity);
    return { identity, time };
  } catch (cause) {
    if (cause instanceof AtomError) throw cause;
    throw asRefusal(cause, request);
  }
}

function readBundle({ bundle, file }: ProofRequest): Bundle {
  try {
    return bundleFromJSON(bundle);
  } catch (cause) {
    throw new AtomError('ATOM_BUNDLE_INVALID', `${file} is not a Sigstore bundle: ${messageOf(cause)}`, {
      hint: 'Ask for a bundle that is complete',
      cause,
    });
  }
}

/** A certificate lives for minutes: only a log and a proven time make it good later. A key needs neither. */
function verifierFor({ key }: SignedEntity, trust: TrustMaterial): Verifier {
  const least = key.$case === 'certificate' ? 1 : 0;
  return new Verifier(trust, { ctlogThreshold: least, tlogThreshold: least, timestampThreshold: least });
}

/** All of them were verified; each proves that the signature was there at that time, so the earliest says most. */
function earliest({ timestamps }: SignedEntity): SignatureTime | undefined {
  const proven = timestamps.flatMap((proof): { at: number; source: 'timestamp' | 'log' }[] => {
    switch (proof.$case) {
      case 'timestamp-authority':
        return [{ at: proof.timestamp.signingTime.getTime(), source: 'timestamp' }];
      case 'transparency-log':
        // Without the log's signature over it (the promise), its time proves nothing.
        return proof.tlogEntry.inclusionPromise === undefined
          ? []
          : [{ at: Number(proof.tlogEntry.integratedTime) * 1000, source: 'log' }];
    }
  });
  const [first] = proven.toSorted((left, right) => left.at - right.at);
  return first && { sigTime: new Date(first.at).toISOString(), sigTimeSource: first.source };
}

function certificateOf({ verificationMaterial: { content } }: Bundle): X509Certificate | undefined {
  switch (content.$case) {
    case 'publicKey':
      return undefined;
    case 'certificate':
      return new X509Certificate(content.certificate.rawBytes);
    case 'x509CertificateChain': {
      const [leaf] = content.x509CertificateChain.certificates;
      return leaf && new X509Certificate(leaf.rawBytes);
    }
  }
}

function asRefusal(cause: unknown, { file, root }: ProofRequest): AtomError {
  const known = cause instanceof VerificationError || cause instanceof PolicyError || cause instanceof Error;
  const why = known ? messageOf(cause) : String(cause);
  return new AtomError('ATOM_SIGNATURE_INVALID', `${file} does not verify: ${why}`, {
    hint: `It was judged by ${root.file}; name another one with --trusted-root FILE`,
    cause,
  });
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
  return `${cause.message}${inner}`;
}
