import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../../support/author.ts';
import { refusal } from '../../support/refusal.ts';
import { NO_SMALL_DISK, smallDisk } from '../../support/small-disk.ts';
import { leftovers } from '../../support/walk.ts';

const KIB = 1024;
const PACKAGE_BYTES = 300 * KIB;

const because = NO_SMALL_DISK === undefined ? '' : ` (skipped: ${NO_SMALL_DISK})`;

describe.skipIf(NO_SMALL_DISK !== undefined)(`a disk that fills up${because}`, () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    await ada.push('greet', GREET);
    const files = { 'data.txt': randomBytes(PACKAGE_BYTES / 2).toString('hex') };
    await ada.atomctl(['pack', ada.write('heavy', GREET, { files }), '-o', 'heavy.wpk']);
    await ada.atomctl(['sign', 'heavy.wpk', '--key', 'atomctl.key']);
  });

  /** A copy of the home on a disk of its own. */
  function homeOn(disk: { readonly folder: string }) {
    const home = path.join(disk.folder, 'home');
    cpSync(ada.home, home, { recursive: true });
    return {
      home,
      atomctl: (args: readonly string[]) => ada.atomctl([...args, '--json'], { env: { ATOMCTL_HOME: home } }),
    };
  }

  test('while packing leaves no file, and the same command packs when there is room', async () => {
    using disk = smallDisk(512 * KIB);
    const target = path.join(disk.folder, 'heavy.wpk');
    disk.leave(64 * KIB);
    const pack = () => ada.atomctl(['pack', ada.write('heavy', GREET, {}), '-o', target, '--json']);

    expect(refusal(await pack())).toBe('8 ATOM_DISK_FULL');
    expect(readdirSync(disk.folder)).toEqual(['ballast']);

    disk.free();
    expect((await pack()).exitCode).toBe(0);
  });

  test.each([[4 * KIB], [100 * KIB], [PACKAGE_BYTES + 64 * KIB]])(
    'while pushing, at %i bytes, loses nothing, and the same command pushes when there is room',
    async (room) => {
      using disk = smallDisk(2048 * KIB);
      const { home, atomctl } = homeOn(disk);
      disk.leave(room);

      const pushed = await atomctl(['push', 'heavy.wpk']);
      expect(pushed.exitCode === 0 ? 'done' : refusal(pushed)).toMatch(/^(done|8 ATOM_DISK_FULL)$/);
      disk.free();
      expect(leftovers(home)).toEqual([]);

      expect((await atomctl(['push', 'heavy.wpk'])).exitCode).toBe(0);
      expect((await atomctl(['audit', 'verify'])).json()).toMatchObject({ ok: true });
      expect((await atomctl(['plan', 'heavy'])).exitCode).toBe(0);
    },
  );

  test.each([[0], [8 * KIB], [32 * KIB], [48 * KIB], [64 * KIB], [96 * KIB]])(
    'while running, at %i bytes, loses nothing, and the run can be ended when there is room',
    async (room) => {
      using disk = smallDisk(2048 * KIB);
      const { home, atomctl } = homeOn(disk);
      disk.leave(room);

      const ran = await atomctl(['run', 'greet', '--approve', '--reason', 'a test']);
      expect(ran.exitCode === 0 ? 'done' : refusal(ran)).toMatch(/^(done|8 ATOM_DISK_FULL)$/);
      disk.free();
      expect(leftovers(home)).toEqual([]);

      const runs: { id: string; state: string }[] = (await atomctl(['runs', 'list'])).json().items;
      const begun = runs.length > 0 && ran.exitCode !== 0;
      expect(ran.stdout).toContain(begun ? `atomctl runs resume ${runs[0]?.id}` : '');
      for (const { id, state } of runs) {
        const resumed = await atomctl(['runs', 'resume', id]);
        expect([state, resumed.exitCode === 0 ? 'done' : refusal(resumed)]).toEqual([
          state,
          expect.stringMatching(/^(done|5 ATOM_RUN_WAITING)$/),
        ]);
      }
      expect((await atomctl(['run', 'greet', '--approve', '--reason', 'again'])).exitCode).toBe(0);
      expect((await atomctl(['audit', 'verify'])).json()).toMatchObject({ ok: true });
    },
  );

  test('and a home on a read-only disk is refused with its path', async () => {
    using disk = smallDisk(2048 * KIB);
    const { home, atomctl } = homeOn(disk);
    disk.makeReadOnly();

    for (const args of [
      ['push', 'heavy.wpk'],
      ['plan', 'greet'],
      ['runs', 'list'],
    ]) {
      const result = await atomctl(args);
      expect(refusal(result)).toBe('8 ATOM_STORE_LOCKED');
      expect(result.json().error.message).toContain(home);
    }
    expect((await atomctl(['verify', 'heavy.wpk'])).exitCode).toBe(0);
  });
});
