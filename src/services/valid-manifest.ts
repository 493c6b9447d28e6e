import { AtomError } from '../base/errors.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { Problem } from '../model/problem.ts';
import type { ManifestSource, PackageFile, Wpk } from '../model/wpk.ts';
import { checkManifestSize } from '../pack/read-archive.ts';
import { readManifest } from '../pack/read-manifest.ts';

/**
 * A manifest that keeps the schema; `displayName` is the file of its locations.
 * @throws {AtomError} ATOM_PACKAGE_INVALID with all problems in `details.problems`; ATOM_PACKAGE_TOO_LARGE.
 */
export function readValidManifest(
  file: PackageFile | undefined,
  displayName: string,
): { manifest: Manifest; source: ManifestSource } {
  if (file === undefined) throw new Error('the manifest was found, and is gone');
  checkManifestSize(file.bytes);
  const decoded = decodeUtf8(file.bytes);
  if (!('text' in decoded)) {
    const location = { file: displayName, ...decoded };
    throw invalid(
      [{ kind: 'not-utf8', message: 'The text is not UTF-8', location, pointer: '' }],
      displayName,
    );
  }
  const { manifest, source, problems } = readManifest(displayName, decoded.text);
  if (manifest === undefined) throw invalid(problems, displayName);
  return { manifest, source };
}

/**
 * Checks what the schema cannot say: cycles, unknown steps, expressions, schedules.
 * @throws {AtomError} ATOM_PACKAGE_INVALID with all problems in `details.problems`.
 */
export async function checkPackage({ manifest, source }: Pick<Wpk, 'manifest' | 'source'>): Promise<void> {
  const { isConsistent, validateManifest } = await import('../pack/validate-manifest.ts');
  if (await isConsistent(manifest)) return;
  const { problems } = await validateManifest(source.file, source.text);
  if (problems.length > 0) throw invalid(problems, source.file);
}

function invalid(problems: readonly Problem[], displayName: string): AtomError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new AtomError('ATOM_PACKAGE_INVALID', `${first?.message ?? 'The manifest is invalid'}${more}`, {
    hint: `atomctl validate ${displayName}`,
    ...(first !== undefined && { location: first.location }),
    details: { problems },
  });
}
