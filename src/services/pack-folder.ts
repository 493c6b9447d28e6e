import path from 'node:path';
import { formatBytes } from '../base/bytes.ts';
import { digestOf } from '../base/digest.ts';
import type { PackageFile, Wpk } from '../model/wpk.ts';
import { tooLarge } from '../pack/archive-error.ts';
import { buildArchive } from '../pack/build-archive.ts';
import { isLeftOut } from '../pack/left-out.ts';
import { LIMITS } from '../pack/limits.ts';
import { manifestPath } from '../pack/manifest-path.ts';
import { plainMode } from '../pack/read-archive.ts';
import type { Files, FoundFile } from '../ports/files.ts';
import type { PackageDeps } from './package-deps.ts';
import { checkPackage, readValidManifest } from './valid-manifest.ts';

const READS_AT_ONCE = 16;

export interface PackedFolder {
  readonly wpk: Wpk;
  /** Paths that were not packed; folders end with `/`. */
  readonly leftOut: readonly string[];
}

/** Packs a folder in memory. What it holds is judged before it is packed, and its manifest before that. */
export async function packFolder(deps: PackageDeps, folder: string): Promise<PackedFolder> {
  const { files: found, skipped } = await deps.files.list(folder, {
    maxFiles: LIMITS.files,
    maxDepth: LIMITS.depth,
    skip: isLeftOut,
  });
  const total = found.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.unpackedBytes) {
    throw tooLarge(`its files have ${formatBytes(total)}, the limit is ${formatBytes(LIMITS.unpackedBytes)}`);
  }
  const name = manifestPath(found.map((file) => file.path));
  const files = await readAll(deps.files, folder, found);
  const wpk = await packFiles(files, { folder, name, seconds: deps.sourceDateEpoch });
  return { wpk, leftOut: skipped.toSorted() };
}

/** Packs files that are already read; `folder` and `name` say where their manifest is. */
export async function packFiles(
  files: readonly PackageFile[],
  { folder, name, seconds }: { folder: string; name: string; seconds: number },
): Promise<Wpk> {
  const { manifest, source } = readValidManifest(
    files.find((file) => file.path === name),
    path.join(folder, name),
  );
  await checkPackage({ manifest, source });
  const { blob, files: packed } = await buildArchive(files, seconds);
  return {
    name: manifest.metadata.name,
    version: manifest.metadata.version,
    digest: digestOf(blob),
    form: 'archive',
    blob,
    manifest,
    source,
    files: packed,
  };
}

async function readAll(
  files: Files,
  folder: string,
  found: readonly FoundFile[],
): Promise<readonly PackageFile[]> {
  const read: PackageFile[] = [];
  const waiting = found.values();
  const worker = async (): Promise<void> => {
    for (const { path: name, size, executable } of waiting) {
      const bytes = await files.read(path.join(folder, name), size);
      read.push({ path: name, mode: modeOf(executable, bytes), bytes });
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, worker));
  return read;
}

/** What its owner may execute, or begins with `#!`: Windows and some checkouts keep no executable bit. */
export function modeOf(executable: boolean, bytes: Uint8Array): number {
  return plainMode(executable || (bytes[0] === 0x23 && bytes[1] === 0x21));
}
