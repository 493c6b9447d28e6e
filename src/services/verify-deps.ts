import type { BundleProofs } from '../ports/bundle-proofs.ts';
import type { Files } from '../ports/files.ts';

export interface VerifyDeps {
  readonly files: Pick<Files, 'read'>;
  /** trust.yaml of this home: what decides when the caller names no signer. */
  readonly policyFile: string;
  readonly tenant: string;
  readonly now: () => Date;
  /** Loaded only for a bundle with a certificate, log entries or timestamps. */
  readonly proofs: () => Promise<BundleProofs>;
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
