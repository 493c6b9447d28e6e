import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { disk } from '../../../../src/adapters/files/disk.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

const LIMITS = { maxFiles: 100, maxDepth: 5, skip: () => false };
let folder: string;
beforeEach(() => {
  folder = temporaryDirectory();
});
const at = (...names: string[]) => path.join(folder, ...names);

describe('write', () => {
  test('replaces a file as a whole, with the mode that was asked for whatever the umask', async () => {
    writeFileSync(at('a'), 'old');
    const before = process.umask(0o077);
    try {
      await disk.write(at('a'), 'new', { mode: 0o644 });
    } finally {
      process.umask(before);
    }

    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(statSync(at('a')).mode & 0o777).toBe(0o644);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('refuses to replace when told so, and leaves nothing beside', async () => {
    writeFileSync(at('key'), 'precious');

    await expect(disk.write(at('key'), 'new', { ifExists: 'refuse' })).rejects.toMatchObject({
      code: 'ATOM_FILE_EXISTS',
    });
    expect(readFileSync(at('key'), 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['key']);
  });

  test('leaves nothing beside when the name cannot be taken', async () => {
    mkdirSync(at('taken'));

    await expect(disk.write(at('taken'), 'x')).rejects.toMatchObject({ code: 'ATOM_FILE_UNREADABLE' });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('says so when the folder is not there', async () => {
    await expect(disk.write(at('nowhere', 'x'), 'x')).rejects.toThrow('no such file or folder');
  });
});

describe('read', () => {
  test('refuses a sparse file of 1 GB before reading it', async () => {
    writeFileSync(at('huge'), '');
    truncateSync(at('huge'), 1e9);

    await expect(disk.read(at('huge'), 1000)).rejects.toMatchObject({ code: 'ATOM_PACKAGE_TOO_LARGE' });
  });

  test('does not wait on a fifo', async () => {
    execFileSync('mkfifo', [at('fifo')]);

    await expect(disk.read(at('fifo'), 1000)).rejects.toThrow('is not a regular file');
  });
});

describe('list', () => {
  test('finds files with their sizes and the executable bit of the owner, and what was skipped', async () => {
    mkdirSync(at('.git'));
    mkdirSync(at('bin'));
    writeFileSync(at('bin', 'run.sh'), 'hi');
    chmodSync(at('bin', 'run.sh'), 0o700);
    writeFileSync(at('notes'), 'note');
    symlinkSync('notes', at('alias'));

    const { files, skipped } = await disk.list(folder, { ...LIMITS, skip: (name) => name === '.git/' });

    expect(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'alias', size: 4, executable: false },
      { path: 'bin/run.sh', size: 2, executable: true },
      { path: 'notes', size: 4, executable: false },
    ]);
    expect(skipped).toEqual(['.git/']);
  });

  test.each([
    ['leaves the package', '/etc/hostname'],
    ['leaves the package', '../'],
    ['leads nowhere', 'nothing'],
    ['something that is not a file', 'sub'],
  ])('refuses a link that %s (%s)', async (why, target) => {
    mkdirSync(at('sub'));
    symlinkSync(target, at('link'));

    await expect(disk.list(folder, LIMITS)).rejects.toThrow(why);
  });

  test('leaves out what is unfit, where that is asked for', async () => {
    writeFileSync(at('kept'), '');
    symlinkSync('/etc/hostname', at('link'));
    execFileSync('mkfifo', [at('fifo')]);
    const { files, skipped } = await disk.list(folder, { ...LIMITS, unfit: 'skip' });

    expect(files.map((file) => file.path)).toEqual(['kept']);
    expect(skipped.toSorted()).toEqual(['fifo', 'link']);
  });

  test('refuses a fifo, too many files and too many folders', async () => {
    mkdirSync(at('a', 'b', 'c'), { recursive: true });
    writeFileSync(at('x'), '');
    writeFileSync(at('y'), '');
    await expect(disk.list(folder, { ...LIMITS, maxFiles: 1 })).rejects.toThrow('more than 1 files');
    await expect(disk.list(folder, { ...LIMITS, maxDepth: 2 })).rejects.toThrow('deeper than 2 folders');

    execFileSync('mkfifo', [at('fifo')]);
    await expect(disk.list(folder, LIMITS)).rejects.toMatchObject({ code: 'ATOM_PACKAGE_INVALID' });
  });
});

describe('newFolder', () => {
  const file = { path: 'a', mode: 0o644, bytes: Buffer.from('a') };

  test('leaves nothing behind when its last move fails', async () => {
    const files = function* () {
      yield file;
      // A file in place of the folder that is moved: it can be made ready, and not be moved onto a folder.
      const [beside = ''] = readdirSync(folder);
      rmSync(at(beside), { recursive: true });
      writeFileSync(at(beside), '');
    };

    await expect(disk.newFolder(at('new'), files())).rejects.toThrow('cannot be written');

    expect(readdirSync(folder)).toEqual([]);
  });

  test('appears with its files, and only where nothing is', async () => {
    await disk.newFolder(at('new'), [file]);

    await expect(disk.newFolder(at('new'), [file])).rejects.toMatchObject({ code: 'ATOM_FILE_EXISTS' });
    expect(readdirSync(folder)).toEqual(['new']);
    expect(readdirSync(at('new'))).toEqual(['a']);
  });
});

describe('writeTree', () => {
  const files = [
    { path: 'a/b/run.sh', mode: 0o755, bytes: Buffer.from('run') },
    { path: 'a/notes', mode: 0o644, bytes: Buffer.from('notes') },
  ];

  test('puts the files there, read-only with their folders', async () => {
    await disk.writeTree(at('out'), files);

    expect(readFileSync(at('out', 'a', 'b', 'run.sh'), 'utf8')).toBe('run');
    expect(statSync(at('out', 'a', 'b', 'run.sh')).mode & 0o777).toBe(0o555);
    expect(statSync(at('out', 'a', 'notes')).mode & 0o777).toBe(0o444);
    for (const made of ['out', 'out/a', 'out/a/b']) expect(statSync(at(made)).mode & 0o777).toBe(0o555);
  });

  test('removes what it wrote when a file cannot be written', async () => {
    const clash = [...files, { path: 'a/notes/deeper', mode: 0o644, bytes: Buffer.from('') }];

    await expect(disk.writeTree(at('out'), clash)).rejects.toMatchObject({ code: expect.any(String) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('refuses a folder that has something in it', async () => {
    writeFileSync(at('mine'), '');

    await expect(disk.writeTree(folder, files)).rejects.toMatchObject({ code: 'ATOM_FILE_EXISTS' });
    expect(readdirSync(folder)).toEqual(['mine']);
  });
});
