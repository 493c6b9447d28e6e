import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DiskSync } from '../../../../src/adapters/store/disk-sync.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

test('whoever comes before a turn of the disk begins shares it, whoever comes later has the next', async () => {
  const store = path.join(temporaryDirectory(), 'store.db');
  writeFileSync(`${store}-wal`, 'committed');
  await using disk = new DiskSync(store);
  const first = disk.sync();
  const same = disk.sync();
  await Promise.resolve();
  await Promise.resolve();
  const later = disk.sync();

  expect(same).toBe(first);
  expect(later).not.toBe(first);
  const order: string[] = [];
  await Promise.all([first.finally(() => order.push('first')), later.finally(() => order.push('later'))]);
  expect(order).toEqual(['first', 'later']);
});

test('a disk that failed once is believed no more', async () => {
  const store = path.join(temporaryDirectory(), 'store.db');
  await using disk = new DiskSync(store);

  await expect(disk.sync()).rejects.toMatchObject({ code: 'ENOENT' });
  writeFileSync(`${store}-wal`, 'committed');
  await expect(disk.sync()).rejects.toMatchObject({ code: 'ENOENT' });
});
