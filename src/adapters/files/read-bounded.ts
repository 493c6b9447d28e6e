import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { formatBytes } from '../../base/bytes.ts';
import { AtomError } from '../../base/errors.ts';
import { fileFailure } from './file-failure.ts';

/**
 * As `Files.read`. A file that grows while it is read is cut off by the limit, too. Synchronous inside: what is read
 * is bounded and mostly small, and a thread pool costs more than the reading.
 */
export async function readBounded(file: string, limit: number): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK, opening a fifo waits for a writer.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return readOpened(descriptor, file, limit);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw fileFailure(error, file, 'read');
  }
}

function readOpened(descriptor: number, file: string, limit: number): Uint8Array {
  const found = fstatSync(descriptor);
  if (!found.isFile()) throw notAFile(file);
  if (found.size > limit) throw tooLarge(file, limit);

  // Room for one byte more: one that comes is one too many, and none says that this was the end.
  const buffer = Buffer.allocUnsafe(found.size + 1);
  let length = 0;
  do {
    const bytesRead = readSync(descriptor, buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (bytesRead === 0) break;
  } while (length < found.size);
  if (length > found.size) throw changed(file);
  return buffer.subarray(0, length);
}

/** What a path leads to, links followed. */
export async function kindOf(file: string): Promise<'file' | 'folder' | 'other'> {
  try {
    const found = statSync(file);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    throw fileFailure(error, file, 'read');
  }
}

/** As `Files.whichExist`. */
export async function whichExist(files: readonly string[]): Promise<readonly string[]> {
  return files.filter((file) => existsSync(file));
}

/** As `Files.names`. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw fileFailure(error, folder, 'read');
  }
}

function notAFile(file: string): AtomError {
  return new AtomError('ATOM_FILE_UNREADABLE', `${file} is not a regular file`, {
    hint: 'Name a file, not a folder or device',
  });
}

function tooLarge(file: string, limit: number): AtomError {
  return new AtomError('ATOM_PACKAGE_TOO_LARGE', `${file} is larger than ${formatBytes(limit)}`, {
    hint: 'Name a package: atomctl pack DIR makes one',
    details: { limit },
  });
}

function changed(file: string): AtomError {
  return new AtomError('ATOM_FILE_UNREADABLE', `${file} grew while it was read`, {
    hint: 'Run the command again when nothing writes to it',
  });
}
