import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';

describe('the store', () => {
  test('is made at first use and read by the next process', async () => {
    const home = temporaryDirectory();
    const first = await cli(home)(['audit', 'verify', '--json']);
    const second = await cli(home)(['audit', 'verify', '--json']);

    expect(first.json()).toMatchObject({ ok: true, records: 0 });
    expect(second.json()).toEqual(first.json());
  });

  test('of a newer version is refused and left as it is', async () => {
    const home = await storeOf(async (database) => database.pragma('user_version = 99'));
    const before = readFileSync(path.join(home, 'atomctl.db'));
    const result = await cli(home)(['audit', 'verify', '--json']);

    expect(result.exitCode).toBe(8);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_STORE_NEWER' } });
    expect(readFileSync(path.join(home, 'atomctl.db'))).toEqual(before);
  });

  test.each([
    ['that is text', 'this is no database, it is a note that somebody left here by mistake\n'.repeat(20)],
    ['that was cut', undefined],
  ])('%s is said to be damaged', async (_, text) => {
    const home = await storeOf(async () => {});
    const file = path.join(home, 'atomctl.db');
    writeFileSync(file, text ?? readFileSync(file).subarray(0, 5000));
    const result = await cli(home)(['audit', 'verify', '--json']);

    expect(result.exitCode).toBe(8);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_STORE_DAMAGED', hint: expect.stringContaining('mv ') },
    });
  });

  test('that another process holds is waited for, then said to be locked', async () => {
    const home = await storeOf(async (database) => database.pragma('user_version = 0'));
    using held = holdLock(path.join(home, 'atomctl.db'));
    const result = await cli(home)(['audit', 'verify', '--json']);

    expect(held.open).toBe(true);
    expect(result.exitCode).toBe(8);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_STORE_LOCKED' } });
  });

  test('two processes may make it at once', async () => {
    const home = temporaryDirectory();
    const results = await Promise.all([1, 2, 3].map(() => cli(home)(['audit', 'verify'])));

    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  });

  test('an edited audit record breaks the chain where it was edited', async () => {
    const home = await storeOf(async (database) => {
      const insert = database.prepare('INSERT INTO audit_records (seq, record, hash) VALUES (?, ?, ?)');
      insert.run(1, '{"seq":1}', '00');
    });
    const result = await cli(home)(['audit', 'verify', '--json']);

    expect(result.exitCode).toBe(1);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_AUDIT_BROKEN', details: { seq: 1 } } });
  });

  test('a checkpoint that is no head is a usage error', async () => {
    const home = temporaryDirectory();
    appendFileSync(path.join(home, 'head.txt'), 'not a head\n');
    const result = await cli(home)(['audit', 'verify', '--checkpoint', 'head.txt', '--json']);

    expect(result.exitCode).toBe(2);
    expect(existsSync(path.join(home, 'atomctl.db'))).toBe(true);
  });
});

/** A home whose store was made by atomctl and then changed. */
async function storeOf(change: (database: Database.Database) => Promise<unknown>): Promise<string> {
  const home = temporaryDirectory();
  await cli(home)(['audit', 'verify']);
  const database = new Database(path.join(home, 'atomctl.db'));
  await change(database);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return home;
}

function holdLock(file: string): Disposable & { readonly open: boolean } {
  const database = new Database(file);
  database.exec('BEGIN IMMEDIATE');
  return { open: database.open, [Symbol.dispose]: () => database.close() };
}
