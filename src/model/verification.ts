import type { Digest } from '../base/digest.ts';
import type { Signer, UncountedSignature } from './trust.ts';

/** What `key generate` made. */
export interface GeneratedKey {
  readonly privateKey: string;
  readonly publicKey: string;
  /** sha256 of the public key's SPKI DER. */
  readonly keyId: Digest;
}

/** What `sign` made. */
export interface SignedPackage {
  readonly file: string;
  readonly bundle: string;
  readonly name: string;
  /** Null for a policy, which has none. */
  readonly version: string | null;
  readonly digest: Digest;
  readonly signer: Signer;
}

/** What `verify` found; it fails otherwise. */
export interface Verification {
  readonly file: string;
  readonly kind: 'package' | 'policy';
  readonly name: string;
  /** Null for a policy, which has none. */
  readonly version: string | null;
  readonly digest: Digest;
  readonly signer: Signer;
  readonly format: 'bundle' | 'legacy';
  /** RFC 3339. Proven by a timestamp or a log; the time of this check when the source is intake. */
  readonly sig_time: string;
  readonly sig_time_source: 'timestamp' | 'log' | 'intake';
  /** Ids of the trust entries that let the signer sign it; empty when the command line named the signer. */
  readonly trustedBy: readonly string[];
  /** Rules that the package may be excepted from, none of a policy: as many of its signers as must sign may except them. */
  readonly mayExcept: readonly string[];
  /** The root that judged certificates, logs and timestamps; null when none had to. */
  readonly trustedRoot: VerifiedRoot | null;
  /** All that count, one a signer; what stands above is of the first. */
  readonly signatures: readonly ReportedSignature[];
  /** How many signers the trust policy requires; 1 when the command line named the signer. */
  readonly requiredSigners: number;
  /** Signatures that were given and do not count. */
  readonly notCounted: readonly UncountedSignature[];
}

/** A signature that counts. */
export interface ReportedSignature {
  readonly bundle: string;
  readonly signer: Signer;
  readonly format: 'bundle' | 'legacy';
  /** RFC 3339. Proven by a timestamp or a log; the time of this check when the source is intake. */
  readonly sig_time: string;
  readonly sig_time_source: 'timestamp' | 'log' | 'intake';
  readonly trustedBy: readonly string[];
  readonly trustedRoot: VerifiedRoot | null;
}

/** Where the trust in certificates, logs and timestamps came from. */
export interface VerifiedRoot {
  readonly source: string;
  /** The day from which its newest key is good, and until when it was vouched for; null for a file of the user's. */
  readonly newest: string | null;
  readonly expires: string | null;
}
