import type { KeyObject } from 'node:crypto';
import type { Digest } from '../base/digest.ts';

/** What a bundle needs of a key: its signature, and the hint by which others find it. */
export interface BundleKey {
  readonly publicKey: { readonly keyId: Digest; readonly object: KeyObject };
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Signs bytes and gives the Sigstore bundle v0.3 of the signature, as a file. */
export type BuildBundle = (bytes: Uint8Array, key: BundleKey) => Promise<string>;
