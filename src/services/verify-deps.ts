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
