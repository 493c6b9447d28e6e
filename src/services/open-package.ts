import type { Wpk } from '../model/wpk.ts';
import { LIMITS } from '../pack/limits.ts';
import { openPackageBytes } from './open-package-bytes.ts';
import type { PackageDeps } from './package-deps.ts';
import { packFolder } from './pack-folder.ts';
import { checkPackage } from './valid-manifest.ts';

/**
 * The package at `file`: a folder (packed in memory), an archive, or a lone manifest.
 * @throws {AtomError} ATOM_PACKAGE_INVALID with every problem in `details.problems`; ATOM_ARCHIVE_INVALID,
 * ATOM_ARCHIVE_UNSAFE, ATOM_PACKAGE_TOO_LARGE, ATOM_FILE_UNREADABLE.
 */
export async function openPackage(deps: PackageDeps, file: string): Promise<Wpk> {
  if ((await deps.files.kindOf(file)) === 'folder') return (await packFolder(deps, file)).wpk;
  const wpk = openPackageBytes(await deps.files.read(file, LIMITS.archiveBytes), file);
  await checkPackage(wpk);
  return wpk;
}
