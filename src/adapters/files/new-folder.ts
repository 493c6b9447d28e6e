import { chmod, mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { TreeFile } from '../../ports/files.ts';
import { fileFailure } from './file-failure.ts';
import { writeDurably } from './write-durably.ts';

const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/** As `Files.newFolder`: written beside and renamed, so that it appears whole or not at all. */
export async function newFolder(folder: string, files: Iterable<TreeFile>): Promise<void> {
  const beside = await besideOf(folder);
  try {
    for (const file of files) {
      const target = path.join(beside, file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeDurably(target, file.bytes, { mode: file.mode });
    }
    // A rename onto an empty folder would take its place: a folder of ours is made first, and must be new.
    await chmod(beside, 0o755);
    await mkdir(folder);
    await rename(beside, folder).catch(async (error: unknown) => {
      // Not recursive: what somebody has put there in between is theirs.
      await rmdir(folder).catch(() => undefined);
      throw error;
    });
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw failureOf(error, folder);
  }
}

async function besideOf(folder: string): Promise<string> {
  try {
    return await mkdtemp(path.join(path.dirname(folder), `.${path.basename(folder)}-`));
  } catch (error) {
    throw fileFailure(error, folder, 'written');
  }
}

function failureOf(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !TAKEN.has(String(error.code)))
    return fileFailure(error, folder, 'written');
  return new AtomError('ATOM_FILE_EXISTS', `${folder} is already there`, {
    hint: `ls ${folder}`,
    cause: error,
  });
}
