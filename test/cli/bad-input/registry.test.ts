import { cpSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../../support/author.ts';
import { temporaryDirectory } from '../../support/cli.ts';
import { refusal } from '../../support/refusal.ts';

/** What takes a package out of the registry. */
const TAKERS = [
  ['plan', 'greet'],
  ['pull', 'greet'],
  ['run', 'greet', '--approve', '--reason', 'a test'],
];

describe('a registry that somebody changed', () => {
  let ada: Author;
  let home = '';
  let digest = '';
  beforeAll(async () => {
    ada = await author();
    await ada.push('greet', GREET);
    const newer = await ada.push('greet', GREET.replace('hello', 'hi'), { version: '2.0.0' });
    digest = newer.json().package.digest;
  });
  beforeEach(() => {
    home = temporaryDirectory();
    cpSync(ada.home, home, { recursive: true });
  });
  const atomctl = (args: readonly string[]) => ada.atomctl(args, { env: { ATOMCTL_HOME: home } });
  const say = (args: readonly string[]) => atomctl([...args, '--json']).then(refusal);
  const saidByTakers = async () => new Set(await Promise.all(TAKERS.map(say)));
  const sql = (text: string) => {
    const database = new Database(path.join(home, 'atomctl.db'));
    database.exec(text);
    database.close();
  };
  const blob = () => {
    const hex = digest.replace('sha256:', '');
    return path.join(home, 'blobs', 'sha256', hex.slice(0, 2), hex);
  };

  test('cannot serve an older package, genuinely signed, as a newer version', async () => {
    sql(`UPDATE workflows SET digest = older.digest, cosign_blob = older.cosign_blob
      FROM (SELECT digest, cosign_blob FROM workflows WHERE version = '1.0.0') AS older
      WHERE version = '2.0.0'`);

    expect(await saidByTakers()).toEqual(new Set(['4 ATOM_PACKAGE_MISMATCH']));
    expect((await atomctl(['plan', 'greet@1.0.0'])).exitCode).toBe(0);
  });

  test('cannot serve a package under the name of another', async () => {
    sql(`UPDATE workflows SET name = 'other' WHERE version = '2.0.0'`);

    expect(await say(['plan', 'other'])).toBe('4 ATOM_PACKAGE_MISMATCH');
    expect(await say(['pull', 'other'])).toBe('4 ATOM_PACKAGE_MISMATCH');
  });

  test('cannot lend one package the signature of another', async () => {
    sql(`UPDATE workflows SET cosign_blob = older.cosign_blob
      FROM (SELECT cosign_blob FROM workflows WHERE version = '1.0.0') AS older
      WHERE version = '2.0.0'`);

    expect(await saidByTakers()).toEqual(new Set(['4 ATOM_SIGNATURE_INVALID']));
  });

  test('cannot make a package trusted by calling its signer trusted', async () => {
    const [entry] = (await atomctl(['trust', 'list', '--json'])).json().items;
    await atomctl(['trust', 'remove', entry.id]);
    sql(`UPDATE workflows SET state = 'active', signer = 'trusted'`);

    expect(await saidByTakers()).toEqual(new Set(['4 ATOM_SIGNER_UNTRUSTED']));
  });

  test.each([
    ['was changed', () => writeFileSync(blob(), 'something else')],
    ['is gone', () => rmSync(blob())],
    ['is empty', () => truncateSync(blob(), 0)],
    ['became far too large', () => truncateSync(blob(), 3 * 2 ** 30)],
  ])(
    'is said to be damaged when a stored package %s, and is mended by pushing it again',
    async (_, damage) => {
      damage();

      expect(await saidByTakers()).toEqual(new Set(['8 ATOM_STORE_DAMAGED']));
      expect((await atomctl(['push', 'greet-2.0.0.wpk'])).exitCode).toBe(0);
      expect((await atomctl(['plan', 'greet'])).exitCode).toBe(0);
    },
  );

  test('does not run a plan whose package was changed under it', async () => {
    const { id } = (await atomctl(['plan', 'greet', '--json'])).json();
    await atomctl(['approve', id, '--reason', 'a test']);
    writeFileSync(blob(), 'something else');

    expect(await say(['run', '--plan', id])).toBe('8 ATOM_STORE_DAMAGED');
  });
});
