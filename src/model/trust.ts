import type { Digest } from '../base/digest.ts';
import type { Brand } from './brand.ts';
import type { Wpk } from './wpk.ts';

/** Who made a signature: the owner of a key, or an identity that an issuer vouched for. */
export type Signer =
  | { readonly kind: 'key' /** sha256 of the public key's SPKI DER. */; readonly keyId: Digest }
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string };

/** What a verified signature proves. */
export interface VerifiedSignature {
  readonly signer: Signer;
  readonly format: 'bundle' | 'legacy';
  /** RFC 3339. Proven by a timestamp or a log; otherwise the time at which atomctl took the package in. */
  readonly sigTime: string;
  readonly sigTimeSource: 'timestamp' | 'log' | 'intake';
}

/** An entry of trust.yaml. Times are RFC 3339. */
export interface TrustEntry {
  readonly id: string;
  readonly signer: Signer;
  /** PEM of the public key, for a key. */
  readonly publicKey?: string;
  /** Path of the trusted root, for an identity; absent: the public-good root that ships inside. */
  readonly trustedRoot?: string;
  /** Globs of package names. */
  readonly packages: readonly string[];
  readonly tenant: string;
  readonly mayExcept: readonly string[];
  readonly addedAt: string;
  readonly removedAt?: string;
  readonly compromisedSince?: string;
}

/** A package whose stored bytes were verified against the trust policy just now. */
export type VerifiedWpk = Brand<
  Wpk & {
    readonly signature: VerifiedSignature;
    /** Ids of the trust entries that let its signer sign it. */
    readonly trustedBy: readonly string[];
    /** Rules that these entries let the signer except. */
    readonly mayExcept: readonly string[];
    /** The bundle or legacy signature as it was given. */
    readonly proof: Uint8Array;
  },
  'verified'
>;

/** A package that may be planned: verified and not yanked. */
export type AdmittedWpk = Brand<VerifiedWpk, 'admitted'>;
