import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, linkSync, mkdirSync, openSync, readSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Digest, digestOf, hexOf } from '../../base/digest.ts';

/** A log is cut into chunks of so many bytes; only the last of an attempt is smaller. */
export const CHUNK_BYTES = 1024 * 1024;

/** Where a chunk lies: the runs of one home share them, beside their own folders. */
export function chunkFile(runFolder: string, digest: Digest): string {
  const hex = hexOf(digest);
  return path.join(path.dirname(runFolder), 'chunks', hex.slice(0, 2), hex);
}

/** Gives a file its place among the chunks; the same bytes lie there once. One that was damaged is made good. */
export function keepChunk(file: string, target: string, digest: Digest): void {
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  try {
    linkSync(file, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isIntact(target, digest)) return;
    const beside = `${target}.${process.pid}`;
    // Also where the file system has no links.
    copyFileSync(file, beside);
    renameSync(beside, target);
  }
}

/** Read in small pieces into one buffer: output that repeats itself must cost no memory. */
const scratch = Buffer.alloc(64 * 1024);

/** Not where it was put aside a moment ago. */
function isIntact(target: string, digest: Digest): boolean {
  const hash = createHash('sha256');
  const file = openOrNothing(target);
  if (file === undefined) return false;
  try {
    for (let read = readSync(file, scratch); read > 0; read = readSync(file, scratch)) {
      hash.update(scratch.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return `sha256:${hash.digest('hex')}` === digest;
}

function openOrNothing(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of a chunk that is looked at closely: nobody may have named it (`prune-chunks.ts`). It is put back, or gone, soon. */
export const ASIDE = '.aside';

/** The bytes of a chunk; undefined where they are gone or others. */
export async function readChunk(target: string, digest: Digest): Promise<Uint8Array | undefined> {
  for (const file of [target, `${target}${ASIDE}`, target]) {
    const bytes = await bytesOrNothing(file);
    if (bytes !== undefined) return digestOf(bytes) === digest ? bytes : undefined;
  }
  return undefined;
}

async function bytesOrNothing(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
