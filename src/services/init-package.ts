import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { NewPackage } from '../model/new-package.ts';
import { starterFiles } from '../pack/starter.ts';
import type { PackageDeps } from './package-deps.ts';

export interface InitRequest {
  readonly name: string;
  readonly author: string;
  /** The directory in which the package's own is made. */
  readonly parent: string;
}

/**
 * Writes a directory with a package that validates. It appears whole or not at all.
 * @throws {AtomError} ATOM_USAGE for a name that is none, ATOM_FILE_EXISTS where something of that name is there.
 */
export async function initPackage(
  { files }: Pick<PackageDeps, 'files'>,
  { name, author, parent }: InitRequest,
): Promise<NewPackage> {
  refuseBadName(name);
  const directory = path.join(parent, name);
  const starter = starterFiles(name, author);
  await files.newFolder(
    directory,
    starter.map(({ path: file, text, mode }) => ({ path: file, mode, bytes: Buffer.from(text) })),
  );
  return {
    name,
    directory,
    files: starter.map((file) => file.path),
    next: [`atomctl validate ${name}`, `sh ${name}/test/run.sh`],
  };
}

function refuseBadName(name: string): void {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return;
  const label = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
  throw new AtomError('ATOM_USAGE', `"${name}" is no package name: small letters, digits and - only`, {
    hint: `atomctl init ${label === '' ? 'my-package' : label}`,
  });
}
