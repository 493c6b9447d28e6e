import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../../support/author.ts';
import { refusal } from '../../support/refusal.ts';

const HUGE = 2 ** 30;

/** Each command with the file that it is given. */
const READERS: Readonly<Record<string, (file: string) => string[]>> = {
  validate: (file) => ['validate', file],
  inspect: (file) => ['inspect', file],
  'dry-run': (file) => ['dry-run', file],
  sign: (file) => ['sign', file, '--key', 'atomctl.key'],
  verify: (file) => ['verify', file],
  push: (file) => ['push', file],
  plan: (file) => ['plan', file],
  run: (file) => ['run', file],
  diff: (file) => ['diff', file, 'good.wpk'],
};
const ALL = Object.keys(READERS);
/** Those that look at the signature before they look into the package. */
const VERIFIERS = ['verify', 'push', 'plan', 'run'];
const OPENERS = ALL.filter((name) => !VERIFIERS.includes(name));

describe('a file that is no package', () => {
  let ada: Author;
  let good = '';
  beforeAll(async () => {
    ada = await author();
    good = path.join(ada.folder, 'good.wpk');
    await ada.atomctl(['pack', ada.write('good', GREET), '-o', good]);
    await ada.atomctl(['sign', good, '--key', 'atomctl.key']);
  });

  /** What a command says of this file, signed as the good one is. */
  async function says(reader: string, name: string): Promise<string> {
    copyFileSync(`${good}.sigstore.json`, path.join(ada.folder, `${name}.sigstore.json`));
    return refusal(await ada.atomctl([...(READERS[reader]?.(name) ?? []), '--json']));
  }

  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(path.join(ada.folder, name), bytes);
    return name;
  };

  test.each(OPENERS)('that is empty is refused by %s', async (reader) => {
    expect(await says(reader, put('empty.wpk', Buffer.alloc(0)))).toBe('3 ATOM_ARCHIVE_INVALID');
  });

  test.each(OPENERS)('that is cut short is refused by %s', async (reader) => {
    const whole = readFileSync(good);

    expect(await says(reader, put('cut.wpk', whole.subarray(0, whole.length / 2)))).toBe(
      '3 ATOM_ARCHIVE_INVALID',
    );
  });

  test.each(VERIFIERS)('that is cut short does not fit its signature, says %s', async (reader) => {
    const whole = readFileSync(good);

    expect(await says(reader, put('short.wpk', whole.subarray(0, whole.length / 2)))).toBe(
      '4 ATOM_SIGNATURE_INVALID',
    );
  });

  test.each(ALL)('of 1 GB is refused by %s before it is read', async (reader) => {
    const huge = put('huge.wpk', Buffer.alloc(0));
    truncateSync(path.join(ada.folder, huge), HUGE);
    const started = process.hrtime.bigint();

    expect(await says(reader, huge)).toBe('3 ATOM_PACKAGE_TOO_LARGE');
    expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(20);
  });

  test.each(ALL)('that is not there is named by %s', async (reader) => {
    const result = await ada.atomctl([...(READERS[reader]?.('./gone.wpk') ?? []), '--json']);

    expect(refusal(result)).toBe('3 ATOM_FILE_UNREADABLE');
    expect(result.json().error.message).toContain('gone.wpk');
  });

  test.each(VERIFIERS)('that is a fifo is not waited for by %s', async (reader) => {
    const fifo = path.join(ada.folder, `${reader}.wpk`);
    await execa('mkfifo', [fifo]);

    expect(refusal(await ada.atomctl([...(READERS[reader]?.(fifo) ?? []), '--json']))).toBe(
      '3 ATOM_FILE_UNREADABLE',
    );
  });

  test.each([
    ['a manifest of 1 GB', 'huge.wpk.yaml', { size: HUGE, code: '3 ATOM_PACKAGE_TOO_LARGE' }],
    ['an empty manifest', 'empty.wpk.yaml', { size: 0, code: '3 ATOM_PACKAGE_INVALID' }],
    ['a manifest of NUL bytes', 'nul.wpk.yaml', { size: 100, code: '3 ATOM_PACKAGE_INVALID' }],
  ])('is refused by pack: %s, alone or in a folder', async (_, name, { size, code }) => {
    const folder = path.join(ada.folder, `folder-of-${name}`);
    mkdirSync(folder);
    for (const file of [path.join(folder, name), path.join(ada.folder, name)]) {
      writeFileSync(file, '');
      truncateSync(file, size);
    }

    expect(refusal(await ada.atomctl(['pack', name, '--json']))).toBe(code);
    expect(refusal(await ada.atomctl(['pack', folder, '--json']))).toBe(code);
  });

  test('of 1 GB beside the manifest is refused by pack before it is read', async () => {
    const folder = ada.write('heavy', GREET, { files: { 'data.bin': '' } });
    truncateSync(path.join(folder, 'data.bin'), HUGE);

    expect(refusal(await ada.atomctl(['pack', folder, '--json']))).toBe('3 ATOM_PACKAGE_TOO_LARGE');
  });

  test.each([
    ['of 1 GB', HUGE, '3 ATOM_PACKAGE_TOO_LARGE'],
    ['of NUL bytes', 100, '3 ATOM_INPUT_INVALID'],
  ])('%s is no file of inputs', async (_, size, code) => {
    const file = put('inputs.yaml', Buffer.alloc(0));
    truncateSync(path.join(ada.folder, file), size);

    expect(refusal(await ada.atomctl(['run', 'good.wpk', '--inputs', file, '--json']))).toBe(code);
    expect(refusal(await ada.atomctl(['plan', 'good.wpk', '--inputs', file, '--json']))).toBe(code);
  });

  test.each([
    ['a list', '- a\n- b\n'],
    ['two values of one name', 'greeting: a\ngreeting: b\n'],
    ['half of a mapping', '{"greeting": '],
    ['an alias bomb', `a: &a [${'x,'.repeat(20)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]\n`],
    ['a name that nobody declared', 'greting: hello\n'],
  ])('is no file of inputs: %s', async (_, text) => {
    const file = put('typed.yaml', Buffer.from(text));

    expect(refusal(await ada.atomctl(['run', 'good.wpk', '--inputs', file, '--json']))).toBe(
      '3 ATOM_INPUT_INVALID',
    );
  });
});
