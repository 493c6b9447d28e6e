import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { WriteOptions } from '../../ports/files.ts';
import { fileFailure } from './file-failure.ts';

/** What the name of a file ends with while it is being written. */
export const UNFINISHED = '.atomctl-tmp';

/**
 * Writes beside, fsyncs, renames, fsyncs the folder: the file is there whole, or not at all.
 * @throws {AtomError} ATOM_DISK_FULL, ATOM_FILE_EXISTS, ATOM_FILE_UNREADABLE; nothing is left behind.
 */
export async function writeDurably(
  file: string,
  bytes: Uint8Array | string,
  { mode = 0o644, ifExists = 'replace' }: WriteOptions = {},
): Promise<void> {
  const folder = path.dirname(file);
  const beside = path.join(
    folder,
    `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}${UNFINISHED}`,
  );
  try {
    await writeSynced(beside, bytes, mode);
    await (ifExists === 'refuse' ? takeFreeName(beside, file) : rename(beside, file));
    await syncFolder(folder);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileFailure(error, file, 'written');
  }
}

async function writeSynced(file: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  await using handle: FileHandle = await open(file, 'wx', 0o600);
  await handle.writeFile(bytes);
  await handle.chmod(mode);
  await handle.sync();
}

/** A rename replaces what is there, whoever made it in between; a link does not. */
async function takeFreeName(beside: string, file: string): Promise<void> {
  try {
    await link(beside, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new AtomError('ATOM_FILE_EXISTS', `${file} is already there`, {
      hint: `Choose another name, or remove ${file}`,
      cause: error,
    });
  }
  await rm(beside);
}

/** Makes the new name durable. Windows cannot open a folder, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
