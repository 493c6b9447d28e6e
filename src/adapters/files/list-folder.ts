import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { FolderListing, FoundFile, ListLimits } from '../../ports/files.ts';
import { fileFailure } from './file-failure.ts';

/** As `Files.list`. A link to a file inside the folder counts as that file; every other link is refused. */
export async function listFolder(folder: string, limits: ListLimits): Promise<FolderListing> {
  const files: FoundFile[] = [];
  const skipped: string[] = [];
  const root = await realpath(folder).catch((error: unknown) => {
    throw fileFailure(error, folder, 'read');
  });

  const walk = async (under: string, depth: number): Promise<void> => {
    if (depth > limits.maxDepth) {
      throw tooMuch(`${under} lies deeper than ${limits.maxDepth} folders`);
    }
    const found = await childrenOf(path.join(root, under));
    const kept = found.filter((child) => {
      const name = nameOf(under, child);
      if (!limits.skip(name)) return true;
      skipped.push(name);
      return false;
    });
    const inner = kept.filter((child) => child.isDirectory());
    const seen = kept.filter((child) => !child.isDirectory()).map((child) => `${under}${child.name}`);
    if (files.length + seen.length > limits.maxFiles) throw tooMuch(`more than ${limits.maxFiles} files`);
    const looked = await Promise.all(seen.map(async (name) => lookAt(root, name).catch(passOver(name))));
    files.push(...looked.filter((file) => file !== null));
    for (const child of inner) await walk(`${under}${child.name}/`, depth + 1);
  };
  const passOver = (name: string) => (error: unknown) => {
    if (limits.unfit !== 'skip') throw error;
    skipped.push(name);
    return null;
  };
  await walk('', 0);
  return { files, skipped };
}

async function childrenOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw fileFailure(error, folder, 'read');
  }
}

function nameOf(under: string, child: Dirent): string {
  return `${under}${child.name}${child.isDirectory() ? '/' : ''}`;
}

async function lookAt(root: string, name: string): Promise<FoundFile> {
  const file = path.join(root, name);
  try {
    const found = await lstat(file);
    if (found.isFile()) return describe(name, found);
    if (!found.isSymbolicLink()) throw unfit(name, 'is a device, socket or fifo');
    const target = await realpath(file).catch(() => undefined);
    if (target === undefined) throw unfit(name, 'is a link that leads nowhere');
    if (!target.startsWith(root + path.sep)) throw unfit(name, 'is a link that leaves the package');
    const behind = await stat(target);
    if (!behind.isFile()) throw unfit(name, 'is a link to something that is not a file');
    return describe(name, behind);
  } catch (error) {
    throw fileFailure(error, file, 'read');
  }
}

function describe(name: string, { size, mode }: Stats): FoundFile {
  return { path: name, size, executable: (mode & 0o100) !== 0 };
}

function unfit(name: string, why: string): AtomError {
  return new AtomError('ATOM_PACKAGE_INVALID', `${name} ${why}`, {
    hint: `Remove ${name}, or put a file in its place`,
  });
}

function tooMuch(what: string): AtomError {
  return new AtomError('ATOM_PACKAGE_TOO_LARGE', `The folder is too large for a package: ${what}`, {
    hint: 'Name the folder that has the .wpk.yaml, and keep data out of it',
  });
}
