import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { list } from 'tar';
import { describe, expect, test } from 'vitest';
import { AtomError } from '../../../src/base/errors.ts';
import { digestOf, sha256Hex } from '../../../src/base/digest.ts';
import { buildArchive } from '../../../src/pack/build-archive.ts';
import { LIMITS } from '../../../src/pack/limits.ts';
import { readArchive } from '../../../src/pack/read-archive.ts';
import { temporaryDirectory } from '../../support/cli.ts';
import { file } from '../../support/packages.ts';

const SAMPLE = [
  file('sample.wpk.yaml', 'kind: WorkflowPackage\n'),
  file('scripts/run.sh', '#!/bin/sh\necho hi\n', 0o755),
  file(`${'deep/'.repeat(20)}${'n'.repeat(90)}.txt`, 'deep'),
  file(`${'ü'.repeat(60)}.txt`, 'not ASCII'),
  file('empty', ''),
];

describe('buildArchive and readArchive', () => {
  test('give back the same files, sorted, with their checksums', async () => {
    const { blob, files } = await buildArchive(SAMPLE, 0);

    const read = readArchive(blob);

    expect([...read.values()].map(plain)).toEqual([...files.values()].map(plain));
    expect([...read.keys()]).toEqual([...SAMPLE.map(({ path: p }) => p), 'checksums.json'].toSorted());
  });

  test('give the bytes that are written here: whoever changes them changes every digest', async () => {
    const text = Array.from({ length: 400_000 }, (_, i) => `line ${(i * i) % 977} of ${i}`).join('\n');

    expect(sha256Hex((await buildArchive([...SAMPLE, file('long.txt', text)], 0)).blob)).toBe(
      '4fb580e7819b6cb9bdd0ea65830f4661d43060e7932b83f6e1e9a47d1484c522',
    );
  });

  test('carry the time that was asked for, and no other difference', async () => {
    const [zero, later] = [await buildArchive(SAMPLE, 0), await buildArchive(SAMPLE, 1_700_000_000)];

    expect(Buffer.compare(zero.blob, later.blob)).not.toBe(0);
    expect([...readArchive(later.blob).values()].map(plain)).toEqual([...zero.files.values()].map(plain));
  });

  test('are read alike by GNU tar and by node-tar', async () => {
    const folder = temporaryDirectory();
    const archive = path.join(folder, 'sample.wpk');
    writeFileSync(archive, (await buildArchive(SAMPLE, 1_700_000_000)).blob);
    mkdirSync(path.join(folder, 'out'));

    execFileSync('tar', ['xzpf', archive, '-C', path.join(folder, 'out')]);
    const seen: string[] = [];
    list({ file: archive, sync: true, strict: true, onReadEntry: (entry) => seen.push(entry.path) });

    for (const { path: name, bytes } of SAMPLE)
      expect(readFileSync(path.join(folder, 'out', name))).toEqual(bytes);
    expect(seen).toEqual([...readArchive(readFileSync(archive)).keys()]);
    expect(readdirSync(path.join(folder, 'out'))).toContain('checksums.json');
  });

  test('agree on paths of every length, with and without folders', async () => {
    const paths = Array.from(
      { length: 420 },
      (_, i) => `${'d/'.repeat(i % 30)}${'n'.repeat(1 + (i % 200))}${i}`,
    );
    const files = paths.map((each) => file(each, each));

    const read = readArchive((await buildArchive(files, 0)).blob);

    for (const each of files) expect(plain(read.get(each.path))).toEqual(plain(each));
  });

  test('agree for any files, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFiles(), async (files) => {
        const { blob } = await buildArchive(files, 0);

        expect((await buildArchive(files.toReversed(), 0)).blob).toEqual(blob);
        const read = readArchive(blob);
        expect(read.size).toBe(files.length + 1);
        for (const each of files) expect(plain(read.get(each.path))).toEqual(plain(each));
      }),
    );
  });
});

const { blob } = await buildArchive([file('a.wpk.yaml', 'kind: x\n'), file('run.sh', 'echo\n', 0o755)], 0);

describe('a flipped bit or a cut', () => {
  test('is refused, or fell on a bit that means nothing to gzip and gives the same files; the digest always differs', () => {
    const whole = [...readArchive(blob).values()].map(plain);
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const byte = Math.floor(bit / 8);
      const flipped = Uint8Array.from(blob);
      flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (bit % 8));
      expect(digestOf(flipped)).not.toBe(digestOf(blob));
      const code = codeOf(() => expect([...readArchive(flipped).values()].map(plain)).toEqual(whole));
      expect(['none', 'ATOM_ARCHIVE_INVALID'], `bit ${bit}`).toContain(code);
    }
  });

  test('is refused at any length', () => {
    for (let length = 0; length < blob.length; length += 1) {
      expect(codeOf(() => readArchive(blob.subarray(0, length)))).toBe('ATOM_ARCHIVE_INVALID');
    }
  });
});

describe('buildArchive', () => {
  test.each([
    ['CON.txt', 'Windows reserves'],
    ['a?b', 'Windows refuses'],
    ['dot.', 'Windows drops'],
    ['back\\slash', 'backslash'],
    ['new\nline', 'control characters'],
    [`${'d/'.repeat(33)}x`, 'deeper than 32 folders'],
    ['n'.repeat(256), 'name longer than 255 bytes'],
  ])('refuses the name %j', async (name, why) => {
    await expect(buildArchive([file('ok'), file(name)], 0)).rejects.toThrow(why);
  });

  test('refuses names that are one file on macOS or Windows', async () => {
    await expect(buildArchive([file('Readme'), file('README')], 0)).rejects.toThrow('where case or accents');
    await expect(buildArchive([file('Docs/a'), file('docs/b')], 0)).rejects.toThrow('where case or accents');
    await expect(buildArchive([file('caf\u00e9'), file('cafe\u0301')], 0)).rejects.toThrow(
      'where case or accents',
    );
  });

  test.each([
    ['-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqG\n'],
    ['-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJrZGYiOnsibmFtZSI6InNjcnlw\n'],
    ['#!/bin/sh\ncat <<E\n-----BEGIN RSA PRIVATE KEY-----\r\nMIIEowIBAAKCAQEA0Z3VS5JJcds3\r\n'],
  ])('never packs a private key', async (text) => {
    await expect(buildArchive([file('notes.txt', text)], 0)).rejects.toThrow(
      '"notes.txt" holds a private key',
    );
  });

  test('packs a text that only speaks of one', async () => {
    const text = 'A key begins with -----BEGIN PRIVATE KEY-----\nand must be kept.';

    expect((await buildArchive([file('README', text)], 0)).blob.length).toBeGreaterThan(0);
  });

  test('refuses what unpacking would refuse as a bomb', async () => {
    const zeros = file('zeros', Buffer.alloc(10 * LIMITS.ratioFreeBytes));

    await expect(buildArchive([zeros], 0)).rejects.toMatchObject({ code: 'ATOM_PACKAGE_TOO_LARGE' });
  });
});

function plain(each: { path: string; mode: number; bytes: Uint8Array } | undefined) {
  return each && { path: each.path, mode: each.mode, text: Buffer.from(each.bytes).toString('latin1') };
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'none';
  } catch (error) {
    if (error instanceof AtomError) return error.code;
    throw error;
  }
}

function arbitraryFiles() {
  const name = fc.stringMatching(/^[a-z0-9_é漢-]{1,40}$/);
  const each = fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 8 }).map((names) => names.join('/')),
    mode: fc.constantFrom(0o644, 0o755),
    bytes: fc.uint8Array({ maxLength: 2000 }),
  });
  return fc
    .uniqueArray(each, { selector: ({ path: p }) => p, maxLength: 12 })
    .filter((files) => files.every((a) => !files.some((b) => b.path.startsWith(`${a.path}/`))));
}
