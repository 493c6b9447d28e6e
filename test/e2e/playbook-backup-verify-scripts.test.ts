import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBackup } from '../support/backup.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { playbookScripts, type StepResult } from '../support/playbook.ts';

const FILES = {
  'a b.txt': 'spaces',
  '-rf': 'a leading dash',
  'sub/line\nfeed': 'a line feed',
  'sub/back\\slash': 'a backslash',
  'sub/a: FAILED': 'looks like a verdict',
  'sub/ümläut "quoted"': 'more than ASCII',
  empty: '',
};

const BYTES = Buffer.byteLength(Object.values(FILES).join(''));

describe('the scripts of backup-verify, on files,', () => {
  test('passes a good backup, whatever its names, and counts it', async () => {
    const { steps, staging } = await playbookOn(FILES);

    const results = await steps.all();

    expect(results.at(-1)).toMatchObject({ exitCode: 0 });
    expect(results[3]?.outputs).toMatchObject({ files: 7, bytes: BYTES, seconds: expect.any(Number) });
    expect(readdirSync(staging)).toEqual([]);
  });

  test('names the file in which one byte was flipped before packing', async () => {
    const { backup, steps } = await playbookOn({ ...FILES, 'sub/deep/x 1': 'good' });
    writeFileSync(path.join(backup.folder, 'sub/deep/x 1'), 'gooe');
    await backup.pack();

    const verify = await steps.failure();

    expect(verify.script).toBe('verify.sh');
    expect(verify.stderr).toContain(
      'damaged: ./sub/deep/x 1\n1 of 8 files are damaged or missing; the first is ./sub/deep/x 1',
    );
  });

  test.for(Object.keys(FILES).filter((name) => name !== 'sub/line\nfeed'))(
    'names %s when it is damaged',
    async (name) => {
      const { backup, steps } = await playbookOn(FILES);
      writeFileSync(path.join(backup.folder, name), 'other');
      await backup.pack();

      expect((await steps.failure()).stderr).toContain(`the first is ./${name}`);
    },
  );

  test('names a file that is missing', async () => {
    const { backup, steps } = await playbookOn(FILES);
    rmSync(path.join(backup.folder, '-rf'));
    await backup.pack();

    expect((await steps.failure()).stderr).toContain('missing: ./-rf');
  });

  test('names a file that the list does not vouch for, and lets it pass when told so', async () => {
    const { backup, steps } = await playbookOn(FILES);
    writeFileSync(path.join(backup.folder, 'sub/slipped in'), 'extra');
    await backup.pack();

    const strict = await steps.failure();
    const lenient = await steps.run('verify.sh', { ALLOW_EXTRA: 'true' });

    expect(strict.stderr).toContain('nothing vouches for sub/slipped in');
    expect(lenient).toMatchObject({ exitCode: 0, outputs: { files: 7 } });
  });

  test('says where a damaged archive stopped, and which of the files that came out is wrong', async () => {
    const noise = Array.from({ length: 400 }, (_, i) => [
      `f${String(i).padStart(3, '0')}`,
      `${Math.sin(i)}`.repeat(40),
    ]);
    const { backup, steps } = await playbookOn(Object.fromEntries(noise));
    const bytes = readFileSync(backup.archive);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(backup.archive, bytes);

    const unpack = await steps.failure();

    expect(unpack.script).toBe('unpack.sh');
    expect(unpack.stderr).toMatch(
      /does not unpack: it stopped at \.\/\w+\. The first file that did not come out whole is \.\/f\d{3}/,
    );
  });

  test.for([
    ['nothing at all', (archive: string) => rmSync(archive), 'There is no such archive'],
    ['an empty file', (archive: string) => writeFileSync(archive, ''), 'is no gzip file'],
    ['plain text', (archive: string) => writeFileSync(archive, 'hello'), 'is no gzip file'],
  ] as const)('refuses %s before it makes anything', async ([, spoil, message]) => {
    const { backup, steps, staging } = await playbookOn(FILES);
    spoil(backup.archive);

    const check = await steps.failure();

    expect(check.script).toBe('check.sh');
    expect(check.stderr).toContain(message);
    expect(readdirSync(staging)).toEqual([]);
  });

  test.for([
    ['', 'SHA256SUMS is empty'],
    ['not a checksum\n', 'Line 1 of SHA256SUMS is no checksum'],
    [`${'0'.repeat(64)}  ../../etc/hostname\n`, 'Line 1 of SHA256SUMS names a path outside the backup'],
  ] as const)('refuses the checksum list %j', async ([list, message]) => {
    const { backup, steps } = await playbookOn(FILES);
    writeFileSync(path.join(backup.folder, 'SHA256SUMS'), list);
    await backup.pack();

    expect((await steps.failure()).stderr).toContain(message);
  });

  test('removes its staging folder after a failure, read-only folders included, and a second time does nothing', async () => {
    const { backup, steps, staging } = await playbookOn(FILES);
    writeFileSync(path.join(backup.folder, 'a b.txt'), 'other');
    await backup.pack();
    await steps.failure();
    expect(readdirSync(staging)).toHaveLength(1);

    const [first, second] = [await steps.run('clean.sh'), await steps.run('clean.sh')];

    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(readdirSync(staging)).toEqual([]);
  });
});

const STEPS = ['check.sh', 'stage.sh', 'unpack.sh', 'verify.sh', 'clean.sh'] as const;

async function playbookOn(files: Readonly<Record<string, string>>) {
  const home = temporaryDirectory('backup verify ');
  const staging = temporaryDirectory('staging ');
  const backup = await makeBackup(home, files);
  const work = path.join(home, 'work folder');
  const scripts = playbookScripts('backup-verify', work);
  const inputs = {
    ARCHIVE: backup.archive,
    STAGING_ROOT: staging,
    CHECKSUMS: 'SHA256SUMS',
    ALLOW_EXTRA: 'false',
    SOURCE: 'files',
    MAX_AGE_HOURS: '0',
    POSTGRES_PROGRAMS: '',
  };
  const run = (script: string, env: Readonly<Record<string, string>> = {}) =>
    scripts.run(script, { ...inputs, ...env });

  const steps = {
    run,
    /** All steps in their order, up to the first that fails. */
    async all(): Promise<(StepResult & { script: string })[]> {
      const results: (StepResult & { script: string })[] = [];
      for (const script of STEPS) {
        const result = { script, ...(await run(script)) };
        results.push(result);
        if (result.exitCode !== 0) break;
      }
      return results;
    },
    async failure(): Promise<StepResult & { script: string }> {
      const last = (await steps.all()).at(-1);
      if (last === undefined || last.exitCode === 0) throw new Error('every step passed');
      return last;
    },
  };
  return { backup, staging, steps };
}
