import { createSign, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../../support/cli.ts';
import { file, manifestText } from '../../support/packages.ts';
import { checksumsMember, type RawMember, rawArchive, rawMember } from '../../support/raw-tar.ts';
import { refusal } from '../../support/refusal.ts';

const manifest = rawMember({ name: 'evil.wpk.yaml', content: manifestText('evil') });
const sums = (...names: string[]) =>
  checksumsMember([file('evil.wpk.yaml', manifestText('evil')), ...names.map((name) => file(name, 'evil'))]);

/** A package with these members more, all of them in its checksums.json. */
const hostile = (...members: RawMember[]) =>
  rawArchive([
    manifest,
    ...members.map((member) => rawMember({ content: 'evil', ...member })),
    sums(...members.map(({ name }) => String(name))),
  ]);

const ARCHIVES: readonly (readonly [name: string, archive: Buffer, code: string])[] = [
  ['a path with ..', hostile({ name: '../../evil.txt' }), 'ATOM_ARCHIVE_UNSAFE'],
  ['an absolute path', hostile({ name: '/tmp/atomctl-evil.txt' }), 'ATOM_ARCHIVE_UNSAFE'],
  [
    'a link that leaves',
    hostile({ name: 'l', type: '2', link: '/etc', content: '' }, { name: 'l/evil.txt' }),
    'ATOM_ARCHIVE_UNSAFE',
  ],
  [
    'a hard link that leaves',
    hostile({ name: 'passwd', type: '1', link: '/etc/passwd', content: '' }),
    'ATOM_ARCHIVE_UNSAFE',
  ],
  ['a device', hostile({ name: 'sda', type: '4', content: '' }), 'ATOM_ARCHIVE_UNSAFE'],
  ['names that differ in case', hostile({ name: 'Run.sh' }, { name: 'run.sh' }), 'ATOM_ARCHIVE_UNSAFE'],
  ['a gzip bomb', gzipSync(Buffer.alloc(300 * 2 ** 20)), 'ATOM_PACKAGE_TOO_LARGE'],
  ['a size that lies', hostile({ name: 'a', size: 9e8 }), 'ATOM_ARCHIVE_INVALID'],
  [
    'files that are not what checksums.json says',
    rawArchive([manifest, sums('gone')]),
    'ATOM_ARCHIVE_INVALID',
  ],
];

describe('an archive', () => {
  const home = temporaryDirectory();
  const atomctl = cli(home);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(path.join(home, 'key.pub'), publicKey.export({ format: 'pem', type: 'spki' }));

  test.each(ARCHIVES)(
    'with %s is refused, also when it is signed by a trusted key',
    async (_, archive, code) => {
      writeFileSync(path.join(home, 'evil.wpk'), archive);
      writeFileSync(
        path.join(home, 'evil.wpk.sig'),
        createSign('sha256').update(archive).sign(privateKey, 'base64'),
      );
      const before = readdirSync(home).toSorted();

      const results = await Promise.all(
        [
          ['inspect', 'evil.wpk'],
          ['dry-run', 'evil.wpk'],
          ['verify', 'evil.wpk', '--signature', 'evil.wpk.sig', '--key', 'key.pub'],
        ].map((args) => atomctl([...args, '--json'])),
      );

      expect(results.map(refusal)).toEqual(results.map(() => `3 ${code}`));
      expect(readdirSync(home).toSorted()).toEqual(before);
      expect(readdirSync('/tmp')).not.toContain('atomctl-evil.txt');
    },
  );

  test('is told apart from one that is right in all of that', async () => {
    const archive = hostile({ name: 'fine.txt' });
    writeFileSync(path.join(home, 'fine.wpk'), archive);

    const inspected = await atomctl(['inspect', 'fine.wpk', '--json']);

    expect(inspected.exitCode).toBe(0);
    expect(readFileSync(path.join(home, 'fine.wpk'))).toEqual(archive);
  });
});
