import { createHash } from 'node:crypto';
import type { Digest } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import { MAX_BUNDLE_BYTES, parseBundle, parseLegacySignature } from './bundle.ts';
import type { BundleContent, SignatureBundle } from './bundle-shape.ts';
import { checkStatement, preAuthEncoding } from './statement.ts';

export { SIGNED_PREDICATE } from './statement.ts';

/** A signature that is about the artifact that was given. Whether it holds, and whose it is, comes next. */
export interface SignedArtifact {
  readonly file: string;
  readonly artifact: Uint8Array;
  /** What the signature was made over: the artifact, or an attestation about it. */
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly format: 'bundle' | 'legacy';
  /** Absent for a legacy signature. */
  readonly bundle?: SignatureBundle;
}

export interface Artifact {
  readonly file: string;
  readonly blob: Uint8Array;
  readonly digest: Digest;
  /** What an attestation must say. */
  readonly predicateType: string;
}

/**
 * A bundle, or a legacy signature, about this artifact. A bundle is JSON; base64 never begins with a brace.
 * @throws {AtomError} ATOM_BUNDLE_INVALID; ATOM_SIGNATURE_INVALID when it is about another file.
 */
export function readProof(proof: Uint8Array, artifact: Artifact): SignedArtifact {
  const { file, blob } = artifact;
  const called = `The signature of ${file}`;
  if (proof.length > MAX_BUNDLE_BYTES) {
    throw new AtomError('ATOM_BUNDLE_INVALID', `${called} is larger than ${MAX_BUNDLE_BYTES} bytes`, {
      hint: 'Sign again: atomctl sign FILE --key KEY',
    });
  }
  if (!looksLikeJson(proof)) {
    const signature = parseLegacySignature(proof, called);
    return { file, artifact: blob, bytes: blob, signature, format: 'legacy' };
  }
  const bundle = parseBundle(proof, called);
  const { content } = bundle;
  return {
    file,
    artifact: blob,
    bytes: signedBytes(content, artifact),
    signature: content.signature,
    format: 'bundle',
    bundle,
  };
}

/** Checks on the way that it is this artifact that the signature is about. */
function signedBytes(content: BundleContent, artifact: Artifact): Uint8Array {
  switch (content.kind) {
    case 'message': {
      const digest = createHash(content.hash).update(artifact.blob).digest();
      if (!digest.equals(content.digest)) throw otherFile(artifact.file);
      return artifact.blob;
    }
    case 'dsse':
      checkStatement(content, artifact);
      return preAuthEncoding(content.payloadType, content.payload);
  }
}

function otherFile(file: string): AtomError {
  return new AtomError(
    'ATOM_SIGNATURE_INVALID',
    `The signature is of another file: ${file} was changed, or never signed`,
    {
      hint: 'Get the file again, with the bundle that belongs to it',
    },
  );
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return first === 0x7b;
}
