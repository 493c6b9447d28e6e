import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, digestOf, hexOf } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import type { Blobs } from '../../ports/blobs.ts';
import { readBounded } from '../files/read-bounded.ts';
import { writeDurably } from '../files/write-durably.ts';

/** More than any blob has: what is larger is no blob of ours. */
const MOST_BYTES = 2 ** 28;

/** Blobs as files under `folder`, named by their digest, two levels deep. */
export class DiskBlobs implements Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(digest: Digest, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(digest);
    if ((await readAs(digest, file)) !== undefined) return;
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(file, bytes, { mode: 0o600 });
  }

  async get(digest: Digest): Promise<Uint8Array> {
    const file = this.#fileOf(digest);
    const bytes = await readAs(digest, file);
    if (bytes !== undefined) return bytes;
    const why = existsSync(file) ? 'is not what was stored' : 'is gone';
    throw new AtomError('ATOM_STORE_DAMAGED', `${file} ${why}`, {
      hint: 'Push the package again: atomctl push FILE',
    });
  }

  #fileOf(digest: Digest): string {
    const hex = hexOf(digest);
    return path.join(this.#folder, 'sha256', hex.slice(0, 2), hex);
  }
}

/** The bytes of a file where they have this digest; undefined where they are others, or none. */
async function readAs(digest: Digest, file: string): Promise<Uint8Array | undefined> {
  if (!existsSync(file) || statSync(file).size > MOST_BYTES) return undefined;
  const bytes = await readBounded(file, MOST_BYTES);
  return digestOf(bytes) === digest ? bytes : undefined;
}
