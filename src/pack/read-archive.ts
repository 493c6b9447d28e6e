import { formatBytes } from '../base/bytes.ts';
import type { PackageFile } from '../model/wpk.ts';
import { type EntryProblem, tooLarge, unsafeArchive } from './archive-error.ts';
import { checkChecksums } from './checksums.ts';
import { decompress } from './gzip.ts';
import { LIMITS } from './limits.ts';
import { readTar, type TarEntry } from './read-tar.ts';
import { pathProblems } from './safe-path.ts';

const SPECIAL_BITS = 0o7000;

/**
 * Every file of an archive by path, after the whole of it was judged: what this returns may be written to a disk.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID, ATOM_ARCHIVE_UNSAFE, ATOM_PACKAGE_TOO_LARGE.
 */
export function readArchive(blob: Uint8Array): ReadonlyMap<string, PackageFile> {
  const entries = readTar(decompress(blob));
  const problems = [...pathProblems(entries), ...modeProblems(entries)];
  if (problems.length > 0) throw unsafeArchive(problems);

  const files = new Map(entries.filter(({ folder }) => !folder).map((entry) => [entry.path, fileOf(entry)]));
  checkChecksums(files);
  return files;
}

/** Whether the bytes begin as a gzip file does. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function fileOf({ path, mode, bytes }: TarEntry): PackageFile {
  return { path, mode: plainMode((mode & 0o100) !== 0), bytes };
}

/** The two modes that a package knows. */
export function plainMode(executable: boolean): number {
  return executable ? 0o755 : 0o644;
}

function modeProblems(entries: readonly TarEntry[]): EntryProblem[] {
  return entries
    .filter(({ mode }) => (mode & SPECIAL_BITS) !== 0)
    .map(({ path }) => ({ path, why: 'has a setuid, setgid or sticky bit' }));
}

/** @throws {AtomError} ATOM_PACKAGE_TOO_LARGE. */
export function checkManifestSize(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.manifestBytes) {
    throw tooLarge(`its manifest has more than ${formatBytes(LIMITS.manifestBytes)}`);
  }
}
