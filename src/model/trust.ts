import type { Digest } from '../base/digest.ts';
import type { AtomError } from '../base/errors.ts';
import type { Brand } from './brand.ts';
import type { Page } from './list.ts';
import type { Wpk } from './wpk.ts';

/** Who made a signature: the owner of a key, or an identity that an issuer vouched for. */
export type Signer =
  | { readonly kind: 'key' /** sha256 of the public key's SPKI DER. */; readonly keyId: Digest }
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string };

/** When a signature was there for sure: proven by a timestamp or a log, or no more than seen by us. */
export interface SignatureTime {
  /** RFC 3339. Proven by a timestamp or a log; otherwise the time at which atomctl took the package in. */
  readonly sigTime: string;
  readonly sigTimeSource: 'timestamp' | 'log' | 'intake';
}

/** What a verified signature proves. */
export interface VerifiedSignature extends SignatureTime {
  readonly signer: Signer;
  readonly format: 'bundle' | 'legacy';
}

/** An entry of trust.yaml. Times are RFC 3339. */
export interface TrustEntry {
  readonly id: string;
  readonly signer: Signer;
  /** PEM of the public key, for a key. */
  readonly publicKey?: string;
  /**
   * Digest of the trusted root, kept in the policy, by which certificates, logs and timestamps are judged.
   * Absent: the public-good root that ships inside.
   */
  readonly trustedRoot?: Digest;
  /** Globs of package names. */
  readonly packages: readonly string[];
  /** Globs of the names of policies. Absent: it may sign none. */
  readonly policies?: readonly string[];
  readonly tenant: string;
  readonly mayExcept: readonly string[];
  readonly addedAt: string;
  readonly removedAt?: string;
  readonly compromisedSince?: string;
}

/** More signatures of one package are not looked at: each costs a check. */
export const MAX_SIGNATURES = 16;

/** How many distinct signers, each trusted for it, must have signed a package or policy. Where none speaks of it, one. */
export interface TrustRequirement {
  /** A glob of package names; absent where it is about policies. */
  readonly packages?: string;
  /** A glob of the names of policies. */
  readonly policies?: string;
  readonly tenant: string;
  readonly signers: number;
}

/** trust.yaml. Entries are in the order in which they were added. */
export interface TrustPolicy {
  readonly entries: readonly TrustEntry[];
  /** Of those that cover a package or policy the strictest counts. */
  readonly required: readonly TrustRequirement[];
  /** The text of each trusted root that an entry names. */
  readonly roots: ReadonlyMap<Digest, string>;
}

/** What becomes a new entry; defaults are filled in by the service. */
export interface TrustAddition {
  readonly signer:
    | { readonly kind: 'key'; readonly file: string }
    | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string };
  readonly trustedRoot: string | undefined;
  readonly packages: readonly string[];
  readonly policies: readonly string[];
  readonly tenant: string | undefined;
  readonly mayExcept: readonly string[];
}

/** The end of an entry. */
export interface TrustRemoval {
  /** The entry's id, or the beginning of it that only one entry has. */
  readonly id: string;
  /** RFC 3339. From when on others may have signed with it. */
  readonly compromisedSince: string | undefined;
}

/** A new number of signers; defaults are filled in by the service. */
export interface RequirementChange {
  readonly packages: string | undefined;
  readonly policies: string | undefined;
  readonly tenant: string | undefined;
  readonly signers: number;
}

/** What `trust list` shows. */
export interface TrustListing extends Page<TrustEntry> {
  /** Absent where one signer is enough for every package. */
  readonly required?: readonly TrustRequirement[];
}

/** Whom to trust: those of a policy (the home's, when no file is named), or the one whom the caller names. */
export type TrustSource =
  | { readonly kind: 'policy'; readonly file?: string }
  | { readonly kind: 'key'; readonly file: string; readonly trustedRoot?: string }
  | {
      readonly kind: 'identity';
      readonly identity: string;
      readonly issuer: string;
      readonly trustedRoot?: string;
    };

/** A signature as it was given: a bundle, or a legacy signature; or why it could not be read. */
export type GivenProof =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly failure: AtomError };

/** A signature that counts. */
export interface CountedSignature extends VerifiedSignature {
  /** The file of the bundle or legacy signature, or how the store calls it. */
  readonly bundle: string;
  /** Ids of the trust entries that let its signer sign the package; empty when the caller named the signer. */
  readonly trustedBy: readonly string[];
  /** Rules that these entries let its signer except. */
  readonly mayExcept: readonly string[];
  /** Name of the root that judged certificate, log entries and timestamps; null when none had to. */
  readonly trustedRoot: string | null;
  readonly proof: Uint8Array;
}

/** A signature that was given and does not count. */
export interface UncountedSignature {
  readonly bundle: string;
  readonly why: string;
}

/** A package whose stored bytes were verified just now, against the trust policy or by what the caller named. */
export type VerifiedWpk = Brand<
  Wpk & {
    /** One a signer, in the order in which they were given. */
    readonly signatures: readonly [CountedSignature, ...CountedSignature[]];
    readonly notCounted: readonly UncountedSignature[];
    /** How many had to count. */
    readonly requiredSigners: number;
    /** Rules that as many of these signers may except. */
    readonly mayExcept: readonly string[];
  },
  'verified'
>;

/** A package that may be planned: verified and not yanked. */
export type AdmittedWpk = Brand<VerifiedWpk, 'admitted'>;
