import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../../support/author.ts';
import { refusal } from '../../support/refusal.ts';
import { manifestText } from '../../support/packages.ts';

const TAKERS = [
  ['verify', 'mine.wpk'],
  ['push', 'mine.wpk'],
  ['plan', 'mine.wpk'],
  ['run', 'mine.wpk'],
];

describe('a signature', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    for (const name of ['mine', 'other']) {
      await ada.atomctl(['pack', ada.write(name, GREET), '-o', `${name}.wpk`]);
      await ada.atomctl(['sign', `${name}.wpk`, '--key', 'atomctl.key']);
    }
    mkdirSync(path.join(ada.folder, 'stranger'));
    await ada.atomctl(['key', 'generate', '--out', 'stranger']);
    const stranger = ['--key', 'stranger/atomctl.key', '--bundle', 'stranger/bundle.json'];
    await ada.atomctl(['sign', 'mine.wpk', ...stranger]);
  });
  const inFolder = (name: string) => path.join(ada.folder, name);
  const say = (...args: string[]) => ada.atomctl([...args, '--json']).then(refusal);

  test.each(TAKERS)('of another file does not let %s take this one', async (...args) => {
    copyFileSync(inFolder('other.wpk.sigstore.json'), inFolder('mine.wpk.sigstore.json'));

    expect(await say(...args)).toBe('4 ATOM_SIGNATURE_INVALID');
  });

  test.each(TAKERS)('of a key that nobody trusts does not let %s take it', async (...args) => {
    copyFileSync(inFolder('stranger/bundle.json'), inFolder('mine.wpk.sigstore.json'));

    expect(await say(...args)).toBe('4 ATOM_SIGNER_UNTRUSTED');
  });

  test.each(TAKERS)('that is no bundle does not let %s take it', async (...args) => {
    writeFileSync(inFolder('mine.wpk.sigstore.json'), '{"mediaType": "application/json"}');

    expect(await say(...args)).toBe('4 ATOM_BUNDLE_INVALID');
  });

  test.each([
    ['verify', 'unsigned.wpk'],
    ['push', 'unsigned.wpk'],
    ['plan', 'unsigned.wpk'],
    ['run', 'unsigned.wpk'],
  ])('that is missing does not let %s take it', async (...args) => {
    copyFileSync(inFolder('mine.wpk'), inFolder('unsigned.wpk'));

    expect(await say(...args)).toBe('4 ATOM_SIGNATURE_MISSING');
  });

  test('counts for the package that it names, whatever the file is called', async () => {
    for (const ending of ['', '.sigstore.json'])
      copyFileSync(inFolder(`other.wpk${ending}`), inFolder(`mine-1.0.0.wpk${ending}`));

    expect(await say('verify', 'mine-1.0.0.wpk')).toBe('4 ATOM_PACKAGE_MISMATCH');
    expect(await say('push', 'mine-1.0.0.wpk')).toBe('4 ATOM_PACKAGE_MISMATCH');
  });
});

describe('a signed package that breaks a cross-check', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    const text = `${manifestText('circle')}      needs: [hello]\n`;
    writeFileSync(path.join(ada.folder, 'circle.wpk.yaml'), text);
    await ada.atomctl(['sign', 'circle.wpk.yaml', '--key', 'atomctl.key']);
  });

  test.each(['push', 'plan', 'run'])('verifies, and is refused by %s', async (command) => {
    const verified = await ada.atomctl(['verify', 'circle.wpk.yaml']);
    const refused = await ada.atomctl([command, 'circle.wpk.yaml', '--json']);

    expect(verified.exitCode).toBe(0);
    expect(refusal(refused)).toBe('3 ATOM_PACKAGE_INVALID');
    expect(refused.json().error.location).toMatchObject({ line: 12, col: 15 });
    expect((await ada.atomctl(['workflows', 'list', '--json'])).json().items).toEqual([]);
  });
});
