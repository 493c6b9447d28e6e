import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { PackedPackage } from '../model/packages.ts';
import { LIMITS } from '../pack/limits.ts';
import { isManifestName } from '../pack/manifest-path.ts';
import type { PackageDeps } from './package-deps.ts';
import { modeOf, type PackedFolder, packFiles, packFolder } from './pack-folder.ts';

export interface PackRequest {
  /** A folder, or a lone manifest. */
  readonly path: string;
  /** A file, or a folder to put NAME-VERSION.wpk into; the current folder when undefined. */
  readonly output: string | undefined;
}

/** Writes the archive of a folder or lone manifest. @throws {AtomError} as `openPackage` and `Files.write` do. */
export async function packPackage(deps: PackageDeps, request: PackRequest): Promise<PackedPackage> {
  const { wpk, leftOut } = await pack(deps, request.path);
  const file = await outputFile(deps, request.output, `${wpk.name}-${wpk.version}.wpk`);
  await deps.files.write(file, wpk.blob);
  return {
    path: file,
    name: wpk.name,
    version: wpk.version,
    digest: wpk.digest,
    bytes: wpk.blob.length,
    files: wpk.files.size,
    leftOut,
  };
}

async function pack(deps: PackageDeps, source: string): Promise<PackedFolder> {
  if ((await deps.files.kindOf(source)) === 'folder') return packFolder(deps, source);
  if (!isManifestName(source)) {
    throw new AtomError('ATOM_USAGE', `${source} is neither a folder nor a manifest (NAME.wpk.yaml)`, {
      hint: source.endsWith('.wpk') ? `atomctl inspect ${source}` : 'atomctl pack --help',
    });
  }
  const bytes = await deps.files.read(source, LIMITS.manifestBytes);
  const name = path.basename(source);
  const where = { folder: path.dirname(source), name, seconds: deps.sourceDateEpoch };
  return { wpk: await packFiles([{ path: name, mode: modeOf(false, bytes), bytes }], where), leftOut: [] };
}

async function outputFile(deps: PackageDeps, output: string | undefined, name: string): Promise<string> {
  if (output === undefined) return name;
  const kind = await deps.files.kindOf(output).catch(() => 'nothing');
  return kind === 'folder' ? path.join(output, name) : output;
}
