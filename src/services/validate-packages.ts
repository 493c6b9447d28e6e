import { closeSync, constants, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatBytes } from '../base/bytes.ts';
import { AtomError } from '../base/errors.ts';
import { asFailure } from '../base/failure.ts';
import { decodeUtf8 } from '../base/utf8.ts';
import { YAML_LIMIT } from '../base/yaml.ts';
import type { ValidatedPackage, Validation } from '../model/validation.ts';
import { LIMITS } from '../pack/limits.ts';
import { manifestPath } from '../pack/manifest-path.ts';
import { readArchive } from '../pack/read-archive.ts';
import { validateManifest } from '../pack/validate-manifest.ts';

/**
 * Validates manifests and directories; all problems of all of them.
 * @throws {AtomError} where the only path cannot be read at all; of several, that one is invalid.
 */
export async function validatePackages(paths: readonly string[]): Promise<Validation> {
  const items: ValidatedPackage[] = [];
  for (const given of paths) items.push(await validatePath(given, paths.length > 1));
  return { items, next: null };
}

async function validatePath(given: string, amongOthers: boolean): Promise<ValidatedPackage> {
  try {
    const file = manifestAt(given);
    if (file.endsWith('.wpk')) return await validateArchive(file);
    return await validateFile(file, readBounded(file, YAML_LIMIT));
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (!amongOthers || failure.code === 'ATOM_BUG') throw failure;
    const location = failure.location ?? { file: given, line: 1, col: 1 };
    const kind = failure.code === 'ATOM_PACKAGE_TOO_LARGE' ? 'too-large' : 'unreadable';
    return invalid(given, { kind, message: `${failure.message} (${failure.code})`, location, pointer: '' });
  }
}

/** An archive is unpacked in memory, and judged as `unpackInto` would before it wrote. */
async function validateArchive(file: string): Promise<ValidatedPackage> {
  const files = readArchive(readBounded(file, LIMITS.archiveBytes));
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
function manifestAt(given: string): string {
  if (!statSync(given).isDirectory()) return given;
  const manifests = readdirSync(given)
    .filter((name) => name.endsWith('.wpk.yaml'))
    .toSorted();
  const [only] = manifests;
  if (only !== undefined && manifests.length === 1) return path.join(given, only);
  const found = only === undefined ? 'no manifest (NAME.wpk.yaml)' : `more than one: ${manifests.join(', ')}`;
  throw new AtomError('ATOM_PACKAGE_INVALID', `${given} has ${found} at its top`, {
    hint: only === undefined ? 'atomctl init NAME' : `atomctl validate ${path.join(given, only)}`,
    location: { file: given, line: 1, col: 1 },
  });
}

/** The bytes of a regular file that is not over the limit; a larger one is refused without reading it. */
function readBounded(file: string, limit: number): Uint8Array {
  const facts = statSync(file);
  if (!facts.isFile()) {
    throw new AtomError('ATOM_FILE_UNREADABLE', `${file} is no regular file`, { hint: `ls -l ${file}` });
  }
  if (facts.size > limit) throw tooLarge(file, facts.size, limit);
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const buffer = new Uint8Array(facts.size + 1);
    let length = 0;
    for (;;) {
      const bytesRead = readSync(descriptor, buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (length > limit || length === buffer.length) throw tooLarge(file, length, limit);
      if (bytesRead === 0) return buffer.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

function tooLarge(file: string, size: number, limit: number): AtomError {
  return new AtomError('ATOM_PACKAGE_TOO_LARGE', `${file} is over the limit of ${formatBytes(limit)}`, {
    hint: 'Keep large files beside the manifest, in the package directory',
    location: { file, line: 1, col: 1 },
    details: { size, limit },
  });
}
