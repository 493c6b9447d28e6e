import type { Digest } from '../base/digest.ts';

/** Bytes by their digest. */
export interface Blobs {
  /** On the disk when it returns; the same bytes again change nothing. */
  put(digest: Digest, bytes: Uint8Array): Promise<void>;
  /** Bytes that have this digest. @throws {AtomError} ATOM_STORE_DAMAGED where they are gone or changed. */
  get(digest: Digest): Promise<Uint8Array>;
}
