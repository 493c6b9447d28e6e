import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import { asFailure } from '../base/failure.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { YAML_LIMIT } from '../base/yaml.ts';
import type { ValidatedPackage, Validation } from '../model/validation.ts';
import { LIMITS } from '../pack/limits.ts';
import { manifestPath } from '../pack/manifest-path.ts';
import { readArchive } from '../pack/read-archive.ts';
import { validateManifest } from '../pack/validate-manifest.ts';
import type { Files } from '../ports/files.ts';

export interface ValidateDeps {
  readonly files: Pick<Files, 'kindOf' | 'names' | 'read'>;
}

/**
 * Validates manifests and directories; all problems of all of them.
 * @throws {AtomError} where the only path cannot be read at all; of several, that one is invalid.
 */
export async function validatePackages(deps: ValidateDeps, paths: readonly string[]): Promise<Validation> {
  const items: ValidatedPackage[] = [];
  for (const given of paths) items.push(await validatePath(deps, given, paths.length > 1));
  return { items, next: null };
}

async function validatePath(
  { files }: ValidateDeps,
  given: string,
  amongOthers: boolean,
): Promise<ValidatedPackage> {
  try {
    const file = await manifestAt(files, given);
    if (file.endsWith('.wpk'))
      return await validateArchive(file, await files.read(file, LIMITS.archiveBytes));
    return await validateFile(file, await files.read(file, YAML_LIMIT));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (!amongOthers || failure.code === 'ATOM_BUG') throw failure;
    const location = failure.location ?? { file: given, line: 1, col: 1 };
    const kind = failure.code === 'ATOM_PACKAGE_TOO_LARGE' ? 'too-large' : 'unreadable';
    return invalid(given, { kind, message: `${failure.message} (${failure.code})`, location, pointer: '' });
  }
}

/** An archive is unpacked in memory, and judged as `unpackInto` would before it wrote. */
async function validateArchive(file: string, blob: Uint8Array): Promise<ValidatedPackage> {
  const files = readArchive(blob);
  const name = manifestPath(files.keys());
  return validateFile(path.join(file, name), files.get(name)?.bytes ?? new Uint8Array());
}

async function validateFile(file: string, bytes: Uint8Array): Promise<ValidatedPackage> {
  const decoded = decodeUtf8(bytes);
  if (!('text' in decoded)) {
    const message = 'This byte is not UTF-8: is it a manifest?';
    return invalid(file, { kind: 'not-utf8', message, location: { file, ...decoded }, pointer: '' });
  }
  const { manifest, problems } = await validateManifest(file, decoded.text);
  const id = manifest === undefined ? file : `${manifest.metadata.name}@${manifest.metadata.version}`;
  return { id, file, valid: problems.length === 0, problems };
}

function invalid(file: string, problem: ValidatedPackage['problems'][number]): ValidatedPackage {
  return { id: file, file, valid: false, problems: [problem] };
}

/** The manifest that a path means: itself, or the one at the top of a directory. */
async function manifestAt(files: ValidateDeps['files'], given: string): Promise<string> {
  if ((await files.kindOf(given)) !== 'folder') return given;
  const manifests = (await files.names(given)).filter((name) => name.endsWith('.wpk.yaml')).toSorted();
  const [only] = manifests;
  if (only !== undefined && manifests.length === 1) return path.join(given, only);
  const found = only === undefined ? 'no manifest (NAME.wpk.yaml)' : `more than one: ${manifests.join(', ')}`;
  throw new AtomError('ATOM_PACKAGE_INVALID', `${given} has ${found} at its top`, {
    hint: only === undefined ? 'atomctl init NAME' : `atomctl validate ${path.join(given, only)}`,
    location: { file: given, line: 1, col: 1 },
  });
}
