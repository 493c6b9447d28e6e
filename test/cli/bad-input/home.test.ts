import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { author, GREET } from '../../support/author.ts';
import { cli, temporaryDirectory } from '../../support/cli.ts';
import { refusal } from '../../support/refusal.ts';

const WRITERS = [
  ['workflows', 'list'],
  ['runs', 'list'],
  ['audit', 'verify'],
];

describe('a home', () => {
  test.each<[string, (parent: string) => void]>([
    ['is a file', (parent) => writeFileSync(path.join(parent, 'home'), '')],
    [
      'lies under a file',
      (parent) => {
        rmSync(parent, { recursive: true });
        writeFileSync(parent, '');
      },
    ],
    [
      'has a folder where the store should be',
      (parent) => mkdirSync(path.join(parent, 'home', 'atomctl.db'), { recursive: true }),
    ],
  ])('that %s is refused with its path', async (_, prepare) => {
    const parent = temporaryDirectory();
    const home = path.join(parent, 'home');
    prepare(parent);

    for (const args of WRITERS) {
      const result = await cli(home)([...args, '--json'], { cwd: os.tmpdir() });
      expect(refusal(result)).toBe('8 ATOM_STORE_LOCKED');
      expect(result.json().error.message).toContain(home);
    }
  });

  test('that is a file has no trust policy to write or read', async () => {
    const home = path.join(temporaryDirectory(), 'home');
    writeFileSync(home, '');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(`${home}.pub`, publicKey.export({ format: 'pem', type: 'spki' }));
    const say = (...args: string[]) => cli(home)([...args, '--json'], { cwd: os.tmpdir() }).then(refusal);

    expect(await say('trust', 'add', `${home}.pub`)).toBe('8 ATOM_STORE_LOCKED');
    expect(await say('trust', 'list')).toBe('4 ATOM_TRUST_INVALID');
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that cannot be written is refused with its path',
    async () => {
      const home = temporaryDirectory();
      chmodSync(home, 0o500);

      for (const args of WRITERS)
        expect(refusal(await cli(home)([...args, '--json']))).toBe('8 ATOM_STORE_LOCKED');
    },
  );

  test('is found without HOME', async () => {
    const folder = temporaryDirectory();
    const env = { HOME: undefined, ATOMCTL_HOME: undefined, XDG_DATA_HOME: folder };
    const result = await cli(folder)(['audit', 'verify', '--json'], { env });

    expect(result.exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual(['atomctl']);
  });

  test('with spaces, quotes and other scripts in its path serves the whole way of a package', async () => {
    const ada = await author(path.join(temporaryDirectory('atomctl test '), 'Ünï code – 配置 $HOME "x"'));

    const ran = await ada.run('greet', GREET);

    expect(ran.json()).toMatchObject({ result: 'succeeded' });
    expect((await ada.atomctl(['audit', 'verify'])).exitCode).toBe(0);
    expect(existsSync(path.join(ada.home, 'atomctl.db'))).toBe(true);
  });
});
