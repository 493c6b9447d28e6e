import { type KeyObject, sign, verify } from 'node:crypto';
import type { PublicKey } from './public-key.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512';

const HASHES: readonly HashName[] = ['sha256', 'sha384', 'sha512'];

/** Signs with SHA-256, which is what `cosign` verifies blobs with, whatever the curve. */
export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Uint8Array {
  return sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, privateKey);
}

/**
 * Whether `signature` was made by the owner of `key` over these bytes. Which hash signers take for a curve
 * differs between cosign's versions: any SHA-2 will do.
 */
export function signatureHolds(key: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (key.object.asymmetricKeyType === 'ed25519') return verify(null, bytes, key.object, signature);
  return HASHES.some((hash) => verify(hash, bytes, key.object, signature));
}
