import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/base/digest.ts';
import { cli, temporaryDirectory } from '../support/cli.ts';
import { manifestText, writeFiles } from '../support/packages.ts';

const RUN = path.resolve(import.meta.dirname, '../../bin/run.js');
const SAMPLE = {
  'sample.wpk.yaml': manifestText(),
  'scripts/run.sh': '#!/bin/sh\necho hi\n',
  'scripts/Zoo.txt': 'zoo',
  'data/é.txt': 'accent',
};

let home: string;
let atomctl: ReturnType<typeof cli>;
beforeEach(() => {
  home = temporaryDirectory();
  atomctl = cli(home);
});

describe('pack', () => {
  test('writes NAME-VERSION.wpk into the current folder and says what comes next', async () => {
    writeFiles(path.join(home, 'src'), SAMPLE);

    const { exitCode, stdout } = await atomctl(['pack', 'src']);

    expect(exitCode).toBe(0);
    const digest = sha256Hex(readFileSync(path.join(home, 'sample-1.0.0.wpk')));
    expect(stdout).toContain(`sha256:${digest}`);
    expect(stdout).toContain('5 files');
    expect(stdout).toContain('atomctl sign sample-1.0.0.wpk --key');
  });

  test('puts a lone manifest into an archive', async () => {
    writeFiles(home, { 'sample.wpk.yaml': manifestText() });

    const packed = await atomctl(['pack', 'sample.wpk.yaml', '-o', 'out.wpk', '--json']);

    expect(packed.json()).toMatchObject({ path: 'out.wpk', name: 'sample', files: 2, leftOut: [] });
  });

  test('gives the same bytes whatever the folder, umask, time zone, times and order of its files', async () => {
    const first = writeFiles(path.join(home, 'first'), SAMPLE);
    const second = writeFiles(
      path.join(home, 'second/deeper'),
      Object.fromEntries(Object.entries(SAMPLE).toReversed()),
    );
    for (const name of Object.keys(SAMPLE)) {
      utimesSync(path.join(second, name), 1, 1_000_000_000);
      chmodSync(path.join(first, name), 0o664);
      chmodSync(path.join(second, name), 0o600);
    }
    const here = await digestPacked('sh', ['-c', `umask 000; exec "$0" "$@"`], {
      cwd: home,
      source: 'first',
      TZ: 'UTC',
    });
    const there = await digestPacked('sh', ['-c', `umask 077; exec "$0" "$@"`], {
      cwd: path.dirname(second),
      source: second,
      TZ: 'Pacific/Kiritimati',
    });

    expect(there).toBe(here);
  });

  test('keeps the executable bit of the owner, and gives it to what begins with #!', async () => {
    writeFiles(home, { ...SAMPLE, tool: 'binary' });
    chmodSync(path.join(home, 'tool'), 0o744);
    await atomctl(['pack', '.']);

    const { files } = (await atomctl(['inspect', 'sample-1.0.0.wpk', '--json'])).json();

    const modes = Object.fromEntries(
      files.map(({ path: p, mode }: { path: string; mode: string }) => [p, mode]),
    );
    expect(modes).toMatchObject({ tool: '0755', 'scripts/run.sh': '0755', 'scripts/Zoo.txt': '0644' });
  });

  test('takes its time from SOURCE_DATE_EPOCH, and refuses what is no time', async () => {
    writeFiles(path.join(home, 'src'), SAMPLE);
    const digestAt = async (epoch: string) =>
      (await atomctl(['pack', 'src', '--json'], { env: { SOURCE_DATE_EPOCH: epoch } })).json().digest;

    expect(await digestAt('0')).not.toBe(await digestAt('1700000000'));
    const listed = execFileSync('tar', ['tvzf', path.join(home, 'sample-1.0.0.wpk')], {
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(String(listed)).toContain('2023-11-14 22:13');
    const { exitCode, stderr } = await atomctl(['pack', 'src'], { env: { SOURCE_DATE_EPOCH: 'yesterday' } });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('is not whole seconds since 1970')]);
  });

  test('leaves out keys, signatures, packages and version control, and says so', async () => {
    writeFiles(home, {
      ...SAMPLE,
      'atomctl.key': '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJrZGYiOnsibmFtZSI6\n',
      '.git/config': '[core]',
      'node_modules/x/index.js': '',
      'sample-0.9.0.wpk': 'old',
      'sample-0.9.0.wpk.sigstore.json': '{}',
      'checksums.json': '{"stale": true}',
    });

    const first = (await atomctl(['pack', '.', '--json'])).json();
    const again = (await atomctl(['pack', '.', '--json'])).json();

    expect(first).toMatchObject({ files: 5 });
    expect(first.leftOut).toEqual([
      '.git/',
      'atomctl.key',
      'checksums.json',
      'node_modules/',
      'sample-0.9.0.wpk',
      'sample-0.9.0.wpk.sigstore.json',
    ]);
    expect(again.digest).toBe(first.digest);
  });

  test.each<[what: string, files: Record<string, string>, says: string]>([
    [
      'a private key under another name',
      { 'id.pem': `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n` },
      'holds a private key',
    ],
    [
      'two manifests',
      { 'b.wpk.yaml': manifestText('b') },
      'more than one manifest: b.wpk.yaml, sample.wpk.yaml',
    ],
    ['names that differ in case', { 'A.txt': '', 'a.txt': '' }, 'where case or accents do not count'],
    [
      'a broken manifest',
      { 'sample.wpk.yaml': manifestText().replace('handlers', 'handelrs') },
      'src/sample.wpk.yaml:7:1',
    ],
  ])('refuses %s with exit 3 and leaves no file', async (_, files, says) => {
    writeFiles(path.join(home, 'src'), { ...SAMPLE, ...files });

    const { exitCode, stderr } = await atomctl(['pack', 'src']);

    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('ATOM_PACKAGE_INVALID')]);
    expect(stderr).toContain(says);
    expect(readdirSync(home)).toEqual(['src']);
  });

  test('names every problem of the manifest under --json', async () => {
    writeFiles(path.join(home, 'src'), {
      'sample.wpk.yaml': manifestText().replace('name: hello', 'nam: hello'),
    });

    const { error } = (await atomctl(['pack', 'src', '--json'])).json();

    expect(error).toMatchObject({ code: 'ATOM_PACKAGE_INVALID', location: { file: 'src/sample.wpk.yaml' } });
    expect(error.details.problems.length).toBeGreaterThan(0);
  });

  test('refuses a file of 1 GB at once', async () => {
    writeFiles(path.join(home, 'src'), { ...SAMPLE, huge: '' });
    truncateSync(path.join(home, 'src', 'huge'), 1e9);

    const { exitCode, stderr } = await atomctl(['pack', 'src']);

    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('ATOM_PACKAGE_TOO_LARGE')]);
  });

  test('makes what validate reads, and validate refuses an archive that is cut short', async () => {
    writeFiles(path.join(home, 'src'), SAMPLE);
    await atomctl(['pack', 'src']);
    const archive = readFileSync(path.join(home, 'sample-1.0.0.wpk'));
    writeFileSync(path.join(home, 'cut.wpk'), archive.subarray(0, -20));

    const [good, cut] = [
      await atomctl(['validate', 'sample-1.0.0.wpk', '--json']),
      await atomctl(['validate', 'cut.wpk']),
    ];

    expect(good.json()).toMatchObject({ items: [{ id: 'sample@1.0.0', valid: true }] });
    expect([cut.exitCode, cut.stderr]).toEqual([3, expect.stringContaining('ATOM_ARCHIVE_INVALID')]);
  });

  test('refuses what only the cross-checks find', async () => {
    writeFiles(path.join(home, 'src'), {
      'sample.wpk.yaml': manifestText().replace('- name: hello', '- name: hello\n      needs: [gone]'),
    });

    const { exitCode, stderr } = await atomctl(['pack', 'src']);

    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('gone')]);
    expect(readdirSync(home)).toEqual(['src']);
  });

  test('does not pack an archive again', async () => {
    writeFileSync(path.join(home, 'a.wpk'), '');

    const { exitCode, stderr } = await atomctl(['pack', 'a.wpk']);

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('atomctl inspect a.wpk')]);
  });
});

const mountable = canMount();

describe('a disk that fills up', () => {
  test.skipIf(mountable !== undefined)(
    `while packing ends with ATOM_DISK_FULL and leaves no file${mountable ?? ''}`,
    async () => {
      const small = path.join(home, 'small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]);
      try {
        writeFiles(path.join(home, 'src'), SAMPLE);
        copyFileSync(process.execPath, path.join(home, 'src', 'noise'));
        truncateSync(path.join(home, 'src', 'noise'), 8e6);

        const { exitCode, stderr } = await atomctl(['pack', 'src', '-o', 'small']);

        expect([exitCode, stderr]).toEqual([8, expect.stringContaining('ATOM_DISK_FULL')]);
        expect(readdirSync(small)).toEqual([]);
      } finally {
        execFileSync('umount', [small]);
      }
    },
  );
});

/** Undefined when a file system can be mounted here; otherwise why not. */
function canMount(): string | undefined {
  const folder = temporaryDirectory();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' });
    execFileSync('umount', [folder]);
    return undefined;
  } catch {
    return ' (needs root: mounting a tmpfs is not allowed here)';
  }
}

/** Packs in a process of its own and gives the digest. */
async function digestPacked(
  command: string,
  args: readonly string[],
  { cwd, source, TZ }: { cwd: string; source: string; TZ: string },
): Promise<string> {
  const { stdout } = await execa(command, [...args, process.execPath, RUN, 'pack', source, '--json'], {
    cwd,
    env: { ATOMCTL_HOME: home, TZ },
  });
  return String(JSON.parse(stdout).digest);
}
