import { chmod, mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { TreeFile } from '../../ports/files.ts';
import { fileFailure } from './file-failure.ts';

/** As `Files.writeTree`. Every file is made anew (`wx`): nothing that is there is followed or replaced. */
export async function writeTree(folder: string, files: Iterable<TreeFile>): Promise<void> {
  const root = path.resolve(folder);
  await mkdir(root, { recursive: true, mode: 0o700 });
  if ((await readdir(root)).length > 0) {
    throw new AtomError('ATOM_FILE_EXISTS', `${root} is not empty`, { hint: `Choose another folder` });
  }
  const folders = new Set<string>([root]);
  try {
    for (const file of files) {
      const target = inside(root, file.path);
      await makeFolders(root, path.dirname(target), folders);
      await using handle = await open(target, 'wx', file.mode & 0o555);
      await handle.writeFile(file.bytes);
    }
    for (const made of [...folders].toReversed()) await chmod(made, 0o555);
  } catch (error) {
    await removeTree(root, folders);
    throw fileFailure(error, root, 'written');
  }
}

/** The paths were checked long before; this is the last door, and it stays shut. */
function inside(root: string, name: string): string {
  const target = path.join(root, name);
  if (!target.startsWith(root + path.sep)) throw new Error(`${name} would leave ${root}`);
  return target;
}

async function makeFolders(root: string, folder: string, made: Set<string>): Promise<void> {
  if (made.has(folder)) return;
  if (folder !== root) await makeFolders(root, path.dirname(folder), made);
  await mkdir(folder, { mode: 0o700 });
  made.add(folder);
}

/** Read-only folders keep their files from everyone but root: opened first, then removed. */
async function removeTree(root: string, folders: ReadonlySet<string>): Promise<void> {
  for (const made of folders) await chmod(made, 0o700).catch(() => undefined);
  await rm(root, { recursive: true, force: true });
}
