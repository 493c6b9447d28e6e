import type { KeyObject } from 'node:crypto';
import type { SignatureTime, Signer } from '../model/trust.ts';

export interface ProofRequest {
  /** The parsed JSON of a Sigstore bundle v0.1 to v0.3. */
  readonly bundle: object;
  readonly artifact: Uint8Array;
  /** What the files are called in errors. */
  readonly file: string;
  readonly root: TrustedRootFile;
  /** The key that made the signature, when the bundle names one instead of carrying a certificate. */
  readonly key?: KeyObject;
}

/** A trusted root as JSON; `bytes` absent: the public-good root that ships inside. */
export interface TrustedRootFile {
  readonly file: string;
  readonly bytes?: Uint8Array;
}

export interface ProvenSignature {
  /** Of the certificate; undefined when a key signed. */
  readonly identity: Extract<Signer, { kind: 'identity' }> | undefined;
  /** The earliest time that a log or a timestamp proves; undefined when the bundle carries none. */
  readonly time: SignatureTime | undefined;
}

/** Where trust in certificates, logs and timestamps comes from when nobody names a root. */
export interface ShippedRoot {
  readonly source: string;
  /** The day from which its newest key or certificate is good. */
  readonly newest: string;
  /** RFC 3339: until when the TUF root that vouched for it is good. */
  readonly expires: string;
}

/**
 * What a bundle proves besides a bare signature: certificate, log entries, timestamps.
 * Its own module because it is heavy: a bundle with a key and no proofs never loads it.
 */
export interface BundleProofs {
  /**
   * The signature, the certificate's chain, validity, purpose and transparency, every log entry and every timestamp.
   * A certificate needs at least one log entry and one proven time. Opens no socket.
   * @throws {AtomError} ATOM_BUNDLE_INVALID, ATOM_SIGNATURE_INVALID; ATOM_TRUST_INVALID for the root.
   */
  verify(request: ProofRequest): ProvenSignature;
  /** @throws {AtomError} ATOM_TRUST_INVALID when the file is no trusted root. */
  checkRoot(root: TrustedRootFile): void;
  shippedRoot(): ShippedRoot;
}
