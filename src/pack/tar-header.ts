import { Header } from 'tar/header';
import { damagedArchive } from './archive-error.ts';

export const BLOCK = 512;

/** Offset and length of the fields in which the tar package lets more pass than one reading. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  checksum: [148, 8],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

const TYPE = 156;
const POSIX = 'ustar\u000000';
const GNU = 'ustar  \0';

export interface TarHeader {
  /** As the header spells it; a pax header may give another. */
  readonly path: string;
  /** The type's character; NUL is an old '0'. */
  readonly type: string;
  /** Permission bits as written, with setuid, setgid and sticky. */
  readonly mode: number;
  readonly size: number;
}

/**
 * What the header block at an offset says, in which every tar program reads the same; undefined for a block of
 * zeros. The tar package decodes it and checks its sum; numbers that are none, text behind a name's end, a
 * folder's size and a missing magic are what it would let pass.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID
 */
export function readHeader(tar: Buffer, at: number): TarHeader | undefined {
  const block = tar.subarray(at, at + BLOCK);
  if (block.length < BLOCK) throw damagedArchive('it ends in the middle');
  const { path, mode, size, cksumValid, nullBlock } = decode(block);
  if (nullBlock) return undefined;

  for (const field of ['checksum', 'mode', 'size'] as const) checkNumber(block, field);
  if (!cksumValid) throw damagedArchive('a header does not match its checksum');
  checkMagic(block);
  if (path === undefined || mode === undefined || size === undefined) throw new Error('checked numbers');
  if (size === 0 && /[1-7]/.test(text(block, 'size'))) throw damagedArchive('a folder has content');
  return { path, type: String.fromCharCode(block[TYPE] ?? 0), mode, size };
}

function decode(block: Buffer): Header {
  try {
    return new Header(block);
  } catch (error) {
    throw damagedArchive('a number in a header is out of range', error);
  }
}

/** Octal, as POSIX writes it. GNU's base 256 is for sizes that no package has. */
function checkNumber(block: Buffer, field: 'checksum' | 'mode' | 'size'): void {
  if (!/^ *[0-7]+[ \0]*$/.test(text(block, field)))
    throw damagedArchive(`the ${field} in a header is not a number`);
}

/** GNU tar keeps times where POSIX has the prefix. */
function checkMagic(block: Buffer): void {
  const magic = text(block, 'magic');
  if (magic !== POSIX && magic !== GNU) throw damagedArchive('it is not a ustar archive');
  for (const field of magic === POSIX ? (['name', 'prefix'] as const) : (['name'] as const)) {
    if (/\0[^\0]/.test(text(block, field))) throw damagedArchive('a name goes on behind its end');
  }
}

function text(block: Buffer, field: keyof typeof FIELDS): string {
  const [start, length] = FIELDS[field];
  return block.toString('latin1', start, start + length);
}

/** Bytes rounded up to whole blocks. */
export function paddedSize(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}
