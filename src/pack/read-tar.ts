import { damagedArchive, tooLarge, unsafeArchive } from './archive-error.ts';
import { LIMITS } from './limits.ts';
import { paxPath } from './pax.ts';
import { BLOCK, paddedSize, readHeader, type TarHeader } from './tar-header.ts';

export interface TarEntry {
  readonly path: string;
  readonly folder: boolean;
  /** Permission bits as written, with setuid, setgid and sticky. */
  readonly mode: number;
  /** A view of the tar. */
  readonly bytes: Uint8Array;
}

const KINDS: Readonly<Record<string, string>> = {
  '1': 'is a hard link',
  '2': 'is a symbolic link',
  '3': 'is a character device',
  '4': 'is a block device',
  '6': 'is a fifo',
  g: 'is a global pax header',
  K: 'is a long link name of GNU tar',
  L: 'is a long name of GNU tar',
  S: 'is a sparse file',
};

const LONGEST_PAX = 4 * LIMITS.pathBytes;
const LONGEST_END = 2 ** 20;

/**
 * The entries of a tar, in its order. Knows files, folders and pax paths, and refuses all else:
 * what two tar programs could read differently has no meaning here.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID, ATOM_ARCHIVE_UNSAFE, ATOM_PACKAGE_TOO_LARGE.
 */
export function readTar(tar: Buffer): TarEntry[] {
  const entries: TarEntry[] = [];
  let longPath: string | undefined;
  let at = 0;
  for (;;) {
    const header = readHeader(tar, at);
    if (header === undefined) break;
    const body = bodyOf(header, tar.subarray(at + BLOCK));
    at += BLOCK + paddedSize(header.size);
    if (header.type === 'x' && longPath === undefined) {
      longPath = longPathOf(body);
    } else {
      entries.push(entryOf(header, longPath || header.path, body));
      longPath = undefined;
    }
    if (entries.length > LIMITS.files) throw tooLarge(`it has more than ${LIMITS.files} files`);
  }
  if (longPath !== undefined) throw damagedArchive('a pax header has no file');
  checkEnd(tar.subarray(at));
  return entries;
}

function bodyOf({ size }: TarHeader, rest: Buffer): Buffer {
  if (rest.length < size) throw damagedArchive('an entry says that it is longer than the archive');
  return rest.subarray(0, size);
}

function longPathOf(body: Buffer): string {
  if (body.length > LONGEST_PAX) throw damagedArchive('a pax header is too long');
  return paxPath(body) ?? '';
}

function entryOf({ type, mode }: TarHeader, path: string, bytes: Buffer): TarEntry {
  if (type === '5') return { path: path.replace(/\/$/, ''), folder: true, mode, bytes };
  if (type === '0' || type === '\0') return { path, folder: false, mode, bytes };
  throw unsafeArchive([{ path, why: KINDS[type] ?? 'is of an unknown type' }]);
}

/** Two blocks of zeros end a tar; more of them may fill it up, and nothing else may follow. */
function checkEnd(rest: Buffer): void {
  if (rest.length < 2 * BLOCK) throw damagedArchive('it ends in the middle');
  if (rest.length > LONGEST_END) throw damagedArchive('its end is longer than any tar program writes');
  if (!rest.equals(Buffer.alloc(rest.length))) throw damagedArchive('something follows the end of the tar');
}
