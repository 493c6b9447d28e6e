import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, digestOf, hexOf } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import type { Blobs } from '../../ports/blobs.ts';
import { writeDurably } from '../files/write-durably.ts';

/** Blobs as files under `folder`, named by their digest, two levels deep. */
export class DiskBlobs implements Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(digest: Digest, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(digest);
    if (existsSync(file) && digestOf(await readFile(file)) === digest) return;
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeDurably(file, bytes, { mode: 0o600 });
  }

  async get(digest: Digest): Promise<Uint8Array> {
    const file = this.#fileOf(digest);
    const bytes = existsSync(file) ? await readFile(file) : undefined;
    if (bytes !== undefined && digestOf(bytes) === digest) return bytes;
    throw new AtomError(
      'ATOM_STORE_DAMAGED',
      `${file} is ${bytes === undefined ? 'gone' : 'not what was stored'}`,
      {
        hint: 'Push the package again: atomctl push FILE',
      },
    );
  }

  #fileOf(digest: Digest): string {
    const hex = hexOf(digest);
    return path.join(this.#folder, 'sha256', hex.slice(0, 2), hex);
  }
}
