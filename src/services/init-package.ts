import { lstat, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../base/errors.ts';
import type { NewPackage } from '../model/new-package.ts';
import { starterFiles } from '../pack/starter.ts';

export interface InitRequest {
  readonly name: string;
  readonly author: string;
  /** The directory in which the package's own is made. */
  readonly parent: string;
}

/**
 * Writes a directory with a package that validates. It appears whole or not at all.
 * @throws {AtomError} ATOM_FILE_EXISTS where something of that name is there.
 */
export async function initPackage({ name, author, parent }: InitRequest): Promise<NewPackage> {
  refuseBadName(name);
  const directory = path.join(parent, name);
  if (await isThere(directory)) throw exists(directory);
  const files = starterFiles(name, author);
  const beside = await mkdtemp(path.join(parent, `.${name}-`));
  try {
    for (const file of files) await writeDurably(path.join(beside, file.path), file);
    await rename(beside, directory);
  } catch (thrown) {
    await rm(beside, { recursive: true, force: true });
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'ENOTEMPTY' || thrown.code === 'EEXIST')
    )
      throw exists(directory);
    throw thrown;
  }
  return {
    name,
    directory,
    files: files.map((file) => file.path),
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

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

async function writeDurably(file: string, { text, mode }: { text: string; mode: number }): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  await using handle = await open(file, 'wx', mode);
  await handle.writeFile(text);
  await handle.sync();
}

function exists(directory: string): AtomError {
  return new AtomError('ATOM_FILE_EXISTS', `${directory} is already there`, {
    hint: `ls ${directory}`,
    location: { file: directory, line: 1, col: 1 },
  });
}
