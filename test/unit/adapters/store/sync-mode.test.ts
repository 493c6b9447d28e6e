import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../../src/adapters/store/sqlite.ts';
import { SyncMode } from '../../../../src/adapters/store/sync-mode.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

const FULL = 2;
const NORMAL = 1;

test('commits of everything but the journal’s hot path wait for the disk, whatever came before', async () => {
  await using store = await openSqlite(path.join(temporaryDirectory(), 'store.db'));
  const mode = () => store.raw.pragma('synchronous', { simple: true });
  expect(mode()).toBe(FULL);

  store.mode.set('NORMAL');
  expect(mode()).toBe(NORMAL);
  await store.db.insertInto('audit_records').values(record(1)).execute();
  expect(mode()).toBe(FULL);

  store.mode.set('NORMAL');
  await store.db.transaction().execute(async (transaction) => {
    store.mode.set('NORMAL');
    await transaction.insertInto('audit_records').values(record(2)).execute();
    expect(mode()).toBe(FULL);
  });
  expect(mode()).toBe(FULL);
});

test('without a write-ahead log every commit waits', () => {
  const raw = new Database(':memory:');
  const mode = new SyncMode(raw);
  mode.set('NORMAL');

  expect(mode.mayBeAhead).toBe(false);
  expect(raw.pragma('synchronous', { simple: true })).toBe(FULL);
  raw.close();
});

function record(seq: number) {
  return { seq, record: '{}', hash: '' };
}
