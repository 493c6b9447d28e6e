import { damagedArchive, tooLarge, unsafeArchive } from './archive-error.ts';
import { LIMITS } from './limits.ts';
import { BLOCK, checksumOf, FIELDS, type Field, paddedSize } from './tar-header.ts';
import { paxPath } from './pax.ts';

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
    const found = memberAt(tar, at);
    if (found === undefined) break;
    at = found.end;
    if (found.type === 'x' && longPath === undefined) {
      longPath = longPathOf(found.body);
    } else {
      entries.push(entryOf(found, longPath || pathOf(found.header)));
      longPath = undefined;
    }
    if (entries.length > LIMITS.files) throw tooLarge(`it has more than ${LIMITS.files} files`);
  }
  if (longPath !== undefined) throw damagedArchive('a pax header has no file');
  checkEnd(tar.subarray(at));
  return entries;
}

interface Member {
  readonly header: Buffer;
  readonly type: string;
  readonly body: Buffer;
  readonly end: number;
}

/** What lies at an offset; undefined for the zeros that end a tar. */
function memberAt(tar: Buffer, at: number): Member | undefined {
  const header = tar.subarray(at, at + BLOCK);
  if (header.length < BLOCK) throw damagedArchive('it ends in the middle');
  if (isZero(header)) return undefined;
  checkHeader(header);

  const size = octal(header, 'size');
  const body = tar.subarray(at + BLOCK, at + BLOCK + size);
  if (body.length < size) throw damagedArchive('an entry says that it is longer than the archive');
  const type = String.fromCharCode(header[FIELDS.type[0]] ?? 0);
  return { header, type, body, end: at + BLOCK + paddedSize(size) };
}

function longPathOf(body: Buffer): string {
  if (body.length > LONGEST_PAX) throw damagedArchive('a pax header is too long');
  return paxPath(body) ?? '';
}

function entryOf({ header, type, body }: Member, path: string): TarEntry {
  const mode = octal(header, 'mode');
  if (type === '5') {
    if (body.length > 0) throw damagedArchive('a folder has content');
    return { path: path.replace(/\/$/, ''), folder: true, mode, bytes: body };
  }
  if (type === '0' || type === '\0') return { path, folder: false, mode, bytes: body };
  throw unsafeArchive([{ path, why: KINDS[type] ?? 'is of an unknown type' }]);
}

function checkHeader(header: Buffer): void {
  if (octal(header, 'checksum') !== checksumOf(header))
    throw damagedArchive('a header does not match its checksum');
  const magic = field(header, 'magic').toString('latin1');
  if (magic !== 'ustar\u000000' && magic !== 'ustar  \0') throw damagedArchive('it is not a ustar archive');
}

/** Two blocks of zeros end a tar; more of them may fill it up, and nothing else may follow. */
function checkEnd(rest: Buffer): void {
  if (rest.length < 2 * BLOCK) throw damagedArchive('it ends in the middle');
  if (rest.length > LONGEST_END) throw damagedArchive('its end is longer than any tar program writes');
  if (!isZero(rest)) throw damagedArchive('something follows the end of the tar');
}

function pathOf(header: Buffer): string {
  const name = text(header, 'name');
  // GNU tar keeps times where POSIX has the prefix.
  const posix = field(header, 'magic')[5] === 0;
  const prefix = posix ? text(header, 'prefix') : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(header: Buffer, name: Field): string {
  const bytes = field(header, name);
  const end = bytes.indexOf(0);
  if (end !== -1 && !isZero(bytes.subarray(end))) throw damagedArchive('a name goes on behind its end');
  return bytes.subarray(0, end === -1 ? bytes.length : end).toString('utf8');
}

/** An octal number, as POSIX writes it. GNU's base 256 is for sizes and owners that no package has. */
function octal(header: Buffer, name: Field): number {
  const [, digits] = /^ *([0-7]+)[ \0]*$/.exec(field(header, name).toString('latin1')) ?? [];
  if (digits === undefined) throw damagedArchive(`the ${name} in a header is not a number`);
  return Number.parseInt(digits, 8);
}

function field(header: Buffer, name: Field): Buffer {
  const [start, length] = FIELDS[name];
  return header.subarray(start, start + length);
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
