import { formatBytes } from '../base/bytes.ts';
import type { PackageFile } from '../model/wpk.ts';
import { tooLarge, unfitFiles } from './archive-error.ts';
import { CHECKSUMS, writeChecksums } from './checksums.ts';
import { compress } from './gzip.ts';
import { LIMITS } from './limits.ts';
import { findPrivateKeys } from './private-key.ts';
import { pathProblems } from './safe-path.ts';
import { writeTar } from './write-tar.ts';

/**
 * An archive of these files and their checksums.json. The same files give the same bytes, in whatever order
 * they come; `seconds` since 1970 is the time that every entry carries. Never makes what `readArchive` refuses.
 * @throws {AtomError} ATOM_PACKAGE_INVALID for names that some system cannot hold, and for private keys; ATOM_PACKAGE_TOO_LARGE.
 */
export async function buildArchive(
  files: readonly PackageFile[],
  seconds: number,
): Promise<{ blob: Uint8Array; files: ReadonlyMap<string, PackageFile> }> {
  const problems = [
    ...pathProblems(files.map(({ path }) => ({ path, folder: false }))),
    ...findPrivateKeys(files),
  ];
  if (problems.length > 0) throw unfitFiles(problems);
  const own = files.filter(({ path }) => path !== CHECKSUMS);
  if (own.length + 1 > LIMITS.files) throw tooLarge(`it has more than ${LIMITS.files} files`);

  const sorted = [...own, writeChecksums(own)].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const tar = writeTar(sorted, seconds);
  if (tar.length > LIMITS.unpackedBytes) {
    throw tooLarge(`it has more than ${formatBytes(LIMITS.unpackedBytes)} unpacked`);
  }
  const blob = await compress(tar);
  if (blob.length > LIMITS.archiveBytes) {
    throw tooLarge(`it has more than ${formatBytes(LIMITS.archiveBytes)} packed`);
  }
  if (tar.length > Math.max(LIMITS.ratioFreeBytes, LIMITS.ratio * blob.length)) {
    throw tooLarge(
      `it shrinks to less than 1/${LIMITS.ratio} when packed, and would be refused as a gzip bomb`,
    );
  }
  return { blob, files: new Map(sorted.map((file) => [file.path, file])) };
}
