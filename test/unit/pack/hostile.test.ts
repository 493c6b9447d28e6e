import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disk } from '../../../src/adapters/files/disk.ts';
import { AtomError, type AtomErrorCode } from '../../../src/base/errors.ts';
import { LIMITS } from '../../../src/pack/limits.ts';
import { readTar } from '../../../src/pack/read-tar.ts';
import { openPackageBytes } from '../../../src/services/open-package-bytes.ts';
import { unpackInto } from '../../../src/services/unpack-package.ts';
import { temporaryDirectory } from '../../support/cli.ts';
import { file, manifestText } from '../../support/packages.ts';
import {
  checksumsMember,
  paxMember,
  paxRecord,
  type RawMember,
  rawArchive,
  rawMember,
  rawTar,
} from '../../support/raw-tar.ts';

const MANIFEST = file('sample.wpk.yaml', manifestText());
const manifest = rawMember({ name: 'sample.wpk.yaml', content: manifestText() });
const sums = checksumsMember([MANIFEST]);

/** A package that is right in all but these members; what they add is in its checksums.json. */
function withMembers(...members: RawMember[]): Buffer {
  const files = members.map(({ name, content, mode = 0o644 }) =>
    file(String(name), content, (mode & 0o100) === 0 ? 0o644 : 0o755),
  );
  return rawArchive([manifest, ...members.map(rawMember), checksumsMember([MANIFEST, ...files])]);
}

function withBuffers(...members: Buffer[]): Buffer {
  return rawArchive([manifest, ...members, sums]);
}

/** A member whose owner is these bytes, with a sum that fits. */
function withOwner(owner: Buffer): Buffer {
  const member = rawMember({ name: 'a' });
  member.set(owner, 108);
  member.fill(' ', 148, 156);
  const sum = member.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  member.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return member;
}

const good = withMembers({ name: 'notes.txt', content: 'fine' });
const evil = rawMember({ name: 'evil', content: 'x' });

const UNSAFE: readonly (readonly [name: string, archive: Buffer, says: string])[] = [
  ['a path with ..', withMembers({ name: '../evil' }), 'leaves the package'],
  ['a path with .. in the middle', withMembers({ name: 'a/../../evil' }), 'leaves the package'],
  ['an absolute path', withMembers({ name: '/tmp/evil' }), 'absolute path'],
  ['.. in the prefix field', withMembers({ name: 'evil', prefix: '../..' }), 'leaves the package'],
  ['a drive letter', withMembers({ name: 'C:/evil' }), 'absolute path'],
  ['a path of Windows', withMembers({ name: '..\\evil' }), 'backslash'],
  ['an empty part', withMembers({ name: 'a//b' }), 'not a plain path'],
  ['a part that is a dot', withMembers({ name: './a' }), 'not a plain path'],
  ['an empty name', withMembers({ name: '' }), 'not a plain path'],
  ['a file whose name ends with a slash', withMembers({ name: 'a/' }), 'not a plain path'],
  ['a symbolic link out', withMembers({ name: 'l', type: '2', link: '/etc/passwd' }), 'symbolic link'],
  ['a symbolic link inside', withMembers({ name: 'l', type: '2', link: 'notes' }), 'symbolic link'],
  ['a hard link', withMembers({ name: 'l', type: '1', link: '/etc/passwd' }), 'hard link'],
  [
    'a link and then a file behind it',
    withMembers({ name: 'd', type: '2', link: '/tmp' }, { name: 'd/evil', content: 'x' }),
    'symbolic link',
  ],
  ['a character device', withMembers({ name: 'null', type: '3' }), 'character device'],
  ['a block device', withMembers({ name: 'sda', type: '4' }), 'block device'],
  ['a fifo', withMembers({ name: 'pipe', type: '6' }), 'fifo'],
  ['a sparse file', withMembers({ name: 's', type: 'S' }), 'sparse'],
  ['a type that nobody knows', withMembers({ name: 'v', type: 'Z' }), 'unknown type'],
  ['a global pax header', withBuffers(paxMember({ path: 'evil' }, 'g')), 'global pax header'],
  ['a long name of GNU tar', withMembers({ name: '././@LongLink', type: 'L' }), 'long name'],
  ['a long link name of GNU tar', withMembers({ name: '././@LongLink', type: 'K' }), 'long link name'],
  ['.. in a pax path', withBuffers(paxMember({ path: '../evil' }), evil), 'leaves the package'],
  ['a NUL in a pax path', withBuffers(paxMember({ path: 'a\0b' }), evil), 'control characters'],
  ['two files of one name', withMembers({ name: 'a' }, { name: 'a', content: 'x' }), 'twice'],
  ['a second manifest of the same name', withBuffers(manifest), 'twice'],
  ['names that differ in case', withMembers({ name: 'Run.sh' }, { name: 'run.sh' }), 'case or accents'],
  ['folders that differ in case', withMembers({ name: 'D/a' }, { name: 'd/b' }), 'case or accents'],
  ['NFC and NFD of one name', withMembers({ name: 'é' }, { name: 'e\u0301' }), 'case or accents'],
  ['a ligature and its letters', withMembers({ name: 'ﬁle' }, { name: 'file' }), 'case or accents'],
  ['a file that is a folder too', withMembers({ name: 'a' }, { name: 'a/b' }), 'both a file and a folder'],
  ['a newline in a name', withMembers({ name: 'a\nb' }), 'control characters'],
  ['an escape sequence', withMembers({ name: '\u001b[2Jevil' }), 'control characters'],
  ['text that runs backwards', withMembers({ name: 'a\u202egpj.sh' }), 'control characters'],
  ['a name that is not UTF-8', withMembers({ name: Buffer.from([0xff, 0x41]) }), 'not UTF-8'],
  ['a name that Windows reserves', withMembers({ name: 'aux.txt' }), 'Windows reserves'],
  ['a stream of Windows', withMembers({ name: 'notes.txt:evil' }), 'Windows refuses'],
  ['a dot at the end', withMembers({ name: 'notes.' }), 'Windows drops'],
  ['a setuid bit', withMembers({ name: 's', mode: 0o4755 }), 'setuid'],
  ['a setgid folder', withMembers({ name: 'd/', type: '5', mode: 0o2755 }), 'setuid, setgid'],
  ['a name that is too long', withBuffers(paxMember({ path: 'n'.repeat(256) }), evil), '255 bytes'],
  ['a path that is too long', withBuffers(paxMember({ path: 'n/'.repeat(300) }), evil), '512 bytes'],
  ['too many folders', withMembers({ name: `${'d/'.repeat(33)}x` }), 'deeper than 32'],
];

const INVALID: readonly (readonly [name: string, archive: Buffer, says: string])[] = [
  ['nothing', Buffer.alloc(0), 'it is empty'],
  ['a text', Buffer.from('hello'), 'not a plain gzip file'],
  ['a gzip of nothing', gzipSync(''), 'ends in the middle'],
  ['a gzip of a text', gzipSync('hello'), 'ends in the middle'],
  ['a gzip with a file name', Buffer.from([0x1f, 0x8b, 8, 8, ...good.subarray(4)]), 'not a plain gzip'],
  ['an archive that is cut short', good.subarray(0, good.length - 9), 'cut short'],
  ['an archive without its trailer', good.subarray(0, good.length - 8), 'cut short'],
  ['a second gzip member', Buffer.concat([good, good]), 'follows the end of the gzip'],
  ['a byte at the end', Buffer.concat([good, Buffer.of(0)]), 'follows the end of the gzip'],
  ['a size that reaches too far', withMembers({ name: 'a', size: 9e8 }), 'longer than the archive'],
  ['a negative size', withMembers({ name: 'a', size: '-0000000777\0' }), 'size in a header is not a number'],
  [
    'a size in base 256',
    withMembers({ name: 'a', size: '\u0080\0\0\0\0\0\0\0\0\0\0\u0001' }),
    'not a number',
  ],
  [
    'an owner in base 256 that is out of range',
    rawArchive([manifest, withOwner(Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0])), sums]),
    'out of range',
  ],
  ['a file called a folder, with content', withMembers({ name: 'd/', content: 'x' }), 'folder has content'],
  ['times behind the prefix', withMembers({ name: 'a', prefix: `b${'\0'.repeat(130)}1` }), 'goes on behind'],
  ['a folder with content', withMembers({ name: 'd', type: '5', content: 'x' }), 'folder has content'],
  ['a wrong header checksum', withMembers({ name: 'a', checksum: 1 }), 'does not match its checksum'],
  ['a header of old', withMembers({ name: 'a', magic: '\0\0\0\0\0\0\0\0' }), 'not a ustar archive'],
  ['a name that goes on', withMembers({ name: 'a\0../evil' }), 'goes on behind its end'],
  ['a pax size', withBuffers(paxMember({ size: '0' }), evil), 'sets "size"'],
  ['a pax link', withBuffers(paxMember({ linkpath: '/etc' }), evil), 'sets "linkpath"'],
  ['a sparse map in pax', withBuffers(paxMember({ 'GNU.sparse.name': 'x' }), evil), 'GNU.sparse.name'],
  [
    'a pax path given twice',
    withBuffers(
      rawMember({ name: 'p', type: 'x', content: paxRecord(['path', 'a']) + paxRecord(['path', '../b']) }),
      evil,
    ),
    'twice',
  ],
  [
    'a pax record that lies of its length',
    withBuffers(rawMember({ name: 'p', type: 'x', content: '99 path=a\n' }), evil),
    'malformed',
  ],
  ['a pax header of nothing', rawArchive([manifest, sums, paxMember({ path: 'a' })]), 'has no file'],
  ['files behind the end', gzipSync(Buffer.concat([rawTar([manifest, sums]), evil])), 'follows the end'],
  ['only one block at the end', gzipSync(rawTar([manifest, sums]).subarray(0, -512)), 'in the middle'],
  ['no checksums.json', rawArchive([manifest]), 'has no checksums.json'],
  ['a file that is not listed', withBuffers(evil), 'does not list "evil"'],
  [
    'a listed file that is missing',
    rawArchive([manifest, checksumsMember([MANIFEST, file('gone')])]),
    'gone',
  ],
  [
    'other bytes than listed',
    rawArchive([manifest, evil, checksumsMember([MANIFEST, file('evil', 'y')])]),
    'is not what',
  ],
  [
    'another mode than listed',
    rawArchive([manifest, evil, checksumsMember([MANIFEST, file('evil', 'x', 0o755)])]),
    'is not what',
  ],
  [
    'checksums.json that is no JSON',
    rawArchive([manifest, rawMember({ name: 'checksums.json', content: '{' })]),
    'not JSON',
  ],
  [
    'checksums.json that is a list',
    rawArchive([manifest, rawMember({ name: 'checksums.json', content: '[]' })]),
    'not an object',
  ],
];

const OTHERS: readonly (readonly [name: string, archive: Buffer, code: AtomErrorCode])[] = [
  ['a gzip bomb', gzipSync(Buffer.alloc(300 * 2 ** 20)), 'ATOM_PACKAGE_TOO_LARGE'],
  ['a small gzip bomb', gzipSync(Buffer.alloc(8 * 2 ** 20)), 'ATOM_PACKAGE_TOO_LARGE'],
  [
    'too many files',
    rawArchive(Array.from({ length: LIMITS.files + 1 }, (_, i) => rawMember({ name: `f${i}`, size: 0 }))),
    'ATOM_PACKAGE_TOO_LARGE',
  ],
  ['no manifest', rawArchive([checksumsMember([])]), 'ATOM_PACKAGE_INVALID'],
  ['two manifests', withMembers({ name: 'b.wpk.yaml', content: manifestText('b') }), 'ATOM_PACKAGE_INVALID'],
  [
    'a manifest below the top only',
    rawArchive([rawMember({ name: 'a/s.wpk.yaml' }), checksumsMember([file('a/s.wpk.yaml')])]),
    'ATOM_PACKAGE_INVALID',
  ],
];

describe('a hostile archive', () => {
  test.each(UNSAFE)('with %s is unsafe', async (_, archive, says) => {
    expect(await refusalOf(archive)).toEqual(refusal('ATOM_ARCHIVE_UNSAFE', says));
  });

  test.each(INVALID)('that is %s is invalid', async (_, archive, says) => {
    expect(await refusalOf(archive)).toEqual(refusal('ATOM_ARCHIVE_INVALID', says));
  });

  test.each(OTHERS)('that is or has %s is refused', async (_, archive, code) => {
    expect(await refusalOf(archive)).toEqual(refusal(code, ''));
  });

  test('never speaks to the terminal by its names', () => {
    const names = ['\u001b[31mred', 'a\u202eb', 'a\u009bb'];
    for (const name of names) {
      const shown = failureOf(() => openPackageBytes(withMembers({ name }), 'hostile.wpk'))?.message;
      expect(shown).toContain('control characters');
      for (const character of ['\u001b', '\u202e', '\u009b']) expect(shown).not.toContain(character);
    }
  });

  test('is told apart from a good one', async () => {
    const folder = path.join(temporaryDirectory(), 'out');

    await unpackInto(disk, openPackageBytes(good, 'good.wpk'), folder);

    expect(readdirSync(folder).toSorted()).toEqual(['checksums.json', 'notes.txt', 'sample.wpk.yaml']);
  });
});

describe('readTar', () => {
  test('gives entries or a clear refusal for any bytes, and never anything else', () => {
    const blocks = fc.array(
      fc.oneof(
        fc.uint8Array({ minLength: 512, maxLength: 512 }).map((bytes) => Buffer.from(bytes)),
        fc
          .record({
            name: fc.string({ maxLength: 30 }),
            type: fc.constantFrom('0', '5', 'x', 'g', '2', '\0', 'L'),
            size: fc.oneof(fc.nat(3000), fc.string({ maxLength: 12 })),
            content: fc.string({ maxLength: 700 }),
            prefix: fc.string({ maxLength: 10 }),
          })
          .map(rawMember),
        fc
          .dictionary(fc.constantFrom('path', 'mtime', 'size'), fc.string())
          .map((records) => paxMember(records)),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(blocks, (parts) => {
        const failure = failureOf(() => readTar(rawTar(parts)));
        expect(failure === undefined || failure.exitCode === 3).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

interface Refusal {
  readonly code: AtomErrorCode;
  readonly message: string;
  /** What the attempt left in and around the folder it should have unpacked into. */
  readonly written: readonly string[];
}

function refusal(code: AtomErrorCode, says: string): Refusal {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a matcher stands for the text.
  return { code, message: expect.stringContaining(says) as string, written: [] };
}

async function refusalOf(archive: Buffer): Promise<Refusal | undefined> {
  const folder = temporaryDirectory();
  try {
    await unpackInto(disk, openPackageBytes(archive, 'hostile.wpk'), path.join(folder, 'in', 'out'));
    return undefined;
  } catch (error) {
    if (!(error instanceof AtomError)) throw error;
    const outside = ['/tmp/evil', path.join(folder, '..', 'evil')].filter((name) => existsSync(name));
    return { code: error.code, message: error.message, written: [...readdirSync(folder), ...outside] };
  }
}

/** The failure that a user would see; anything else is thrown, as a bug. */
function failureOf(act: () => unknown): AtomError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof AtomError) return error;
    throw error;
  }
}
