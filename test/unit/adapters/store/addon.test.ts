import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addonFile, cacheFolders } from '../../../../src/adapters/store/addon.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

const ADDON = Buffer.from('an addon');

describe('addonFile', () => {
  test('writes the addon for this user alone, and once', () => {
    const folder = path.join(temporaryDirectory(), 'cache', 'atomctl');
    const file = addonFile(ADDON, [folder]);

    expect(readFileSync(file)).toEqual(ADDON);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(addonFile(ADDON, [folder])).toBe(file);
    expect(readdirSync(folder)).toEqual([path.basename(file)]);
  });

  test('replaces a file of the same name that holds other bytes', () => {
    const folder = temporaryDirectory();
    const file = addonFile(ADDON, [folder]);
    chmodSync(file, 0o600);
    writeFileSync(file, 'an  imp');

    expect(readFileSync(addonFile(ADDON, [folder]))).toEqual(ADDON);
  });

  test('does not follow a link that somebody laid in its place', () => {
    const [folder, elsewhere] = [temporaryDirectory(), temporaryDirectory()];
    const file = addonFile(ADDON, [folder]);
    const planted = path.join(elsewhere, path.basename(file));
    writeFileSync(planted, ADDON);
    const other = temporaryDirectory();
    symlinkSync(planted, path.join(other, path.basename(file)));

    const placed = addonFile(ADDON, [other]);

    expect(statSync(placed).ino).not.toBe(statSync(planted).ino);
  });

  test('goes on to the next folder when one cannot be used', () => {
    const base = temporaryDirectory();
    const [occupied, shared, good] = ['file', 'shared', 'good'].map((name) => path.join(base, name));
    writeFileSync(occupied ?? '', '');
    mkdirSync(shared ?? '');
    chmodSync(shared ?? '', 0o777);

    expect(path.dirname(addonFile(ADDON, [occupied ?? '', shared ?? '', good ?? '']))).toBe(good);
  });

  test('makes a folder of its own when none can be used', () => {
    const file = addonFile(ADDON, ['/dev/null/cache']);

    expect(readFileSync(file)).toEqual(ADDON);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });
});

describe('cacheFolders', () => {
  test('asks XDG_CACHE_HOME first, and never takes a relative path', () => {
    expect(cacheFolders({ XDG_CACHE_HOME: '/xdg', HOME: '/home/ada' }, 'linux').slice(0, 2)).toEqual([
      '/xdg/atomctl',
      '/home/ada/.cache/atomctl',
    ]);
    expect(cacheFolders({ XDG_CACHE_HOME: 'cache', HOME: '/home/ada' }, 'linux')[0]).toBe(
      '/home/ada/.cache/atomctl',
    );
  });

  test('has an answer for an empty environment', () => {
    expect(cacheFolders({}, 'linux').every((folder) => path.isAbsolute(folder))).toBe(true);
    expect(cacheFolders({}, 'linux').length).toBeGreaterThan(0);
  });
});
