import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execa } from 'execa';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { IDENTITY, ISSUER, testSigstore } from '../support/keyless.ts';
import { manifestText } from '../support/packages.ts';
import { PASSWORD, workbench } from '../support/workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('key generate', () => {
  const { atomctl, in: inside } = workbench();

  test('makes a pair that only its owner can read, once', async () => {
    const made = await atomctl(['key', 'generate', '--json']);
    const again = await atomctl(['key', 'generate', '--json']);

    expect(made.json()).toMatchObject({ publicKey: 'atomctl.pub', keyId: expect.stringMatching(/^sha256:/) });
    expect(statSync(inside('atomctl.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(inside('atomctl.key'), 'utf8')).toContain('BEGIN ENCRYPTED SIGSTORE PRIVATE KEY');
    expect(again.exitCode).toBe(3);
    expect(again.json()).toMatchObject({ error: { code: 'ATOM_FILE_EXISTS' } });
  });

  test('asks nobody when there is no terminal', async () => {
    const env = { ATOMCTL_PASSWORD: undefined, COSIGN_PASSWORD: undefined };
    mkdirSync(inside('quiet'));

    const result = await atomctl(['key', 'generate', '--out', 'quiet', '--json'], { env });

    expect(result.json()).toMatchObject({ error: { code: 'ATOM_KEY_PASSWORD' } });
    expect(existsSync(inside('quiet/atomctl.key'))).toBe(false);
  });
});

describe('sign', () => {
  const { atomctl, in: inside, pack } = workbench();
  let wpk = '';
  beforeAll(async () => {
    wpk = await pack();
    await atomctl(['key', 'generate']);
  });

  test('takes ATOMCTL_PASSWORD before COSIGN_PASSWORD, and says so when it is wrong', async () => {
    const sign = ['sign', wpk, '--key', 'atomctl.key', '--json'];

    const first = await atomctl(sign, { env: { ATOMCTL_PASSWORD: PASSWORD, COSIGN_PASSWORD: 'wrong' } });
    const second = await atomctl(sign, { env: { ATOMCTL_PASSWORD: undefined, COSIGN_PASSWORD: PASSWORD } });
    const wrong = await atomctl(sign, { env: { ATOMCTL_PASSWORD: 'wrong', COSIGN_PASSWORD: PASSWORD } });

    expect([first.exitCode, second.exitCode, wrong.exitCode]).toEqual([0, 0, 3]);
    expect(wrong.json()).toMatchObject({ error: { code: 'ATOM_KEY_PASSWORD' } });
  });

  test('takes the key of COSIGN_KEY, and needs one', async () => {
    const env = { COSIGN_KEY: inside('atomctl.key') };

    expect((await atomctl(['sign', wpk], { env })).exitCode).toBe(0);
    expect((await atomctl(['sign', wpk, '--json'])).json()).toMatchObject({ error: { code: 'ATOM_USAGE' } });
  });

  test('signs with a plain PEM key, and refuses what is no key', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    writeFileSync(inside('plain.pem'), privateKey.export({ format: 'pem', type: 'sec1' }));

    expect((await atomctl(['sign', wpk, '--key', 'plain.pem', '--bundle', 'plain.json'])).exitCode).toBe(0);
    expect((await atomctl(['sign', wpk, '--key', wpk, '--json'])).json()).toMatchObject({
      error: { code: 'ATOM_KEY_INVALID' },
    });
  });

  test('signs nothing that is not a package', async () => {
    writeFileSync(inside('notes.wpk'), 'not a package');

    const result = await atomctl(['sign', 'notes.wpk', '--key', 'atomctl.key']);

    expect(result.exitCode).toBe(3);
    expect(existsSync(inside('notes.wpk.sigstore.json'))).toBe(false);
  });

  test('refuses a package that asks for another signer', async () => {
    const signature = `  signature: {keyRef: "sha256:${'0'.repeat(64)}"}\n`;
    const strict = await pack('strict', '1.0.0', signature);

    expect((await atomctl(['sign', strict, '--key', 'atomctl.key', '--json'])).json()).toMatchObject({
      error: { code: 'ATOM_SIGNER_UNTRUSTED' },
    });
  });
});

describe('verify', () => {
  const { atomctl, in: inside, pack, folder } = workbench();
  const code = async (...args: string[]) => (await atomctl(['verify', ...args, '--json'])).json().error?.code;
  let wpk = '';
  beforeAll(async () => {
    wpk = await pack();
    await atomctl(['key', 'generate']);
    await atomctl(['sign', wpk, '--key', 'atomctl.key']);
  });

  test('says who signed, and that nothing proves when', async () => {
    const result = await atomctl(['verify', wpk, '--key', 'atomctl.pub']);

    expect(result.stdout).toContain('Verified sample 1.0.0');
    expect(result.stdout).toContain('nothing proves');
  });

  test('refuses a signature that is missing, unreadable or of another file', async () => {
    const other = await pack('other');
    writeFileSync(inside('broken.json'), '{"mediaType": 1}');
    writeFileSync(inside('old.json'), '{"base64Signature":"AA==","cert":""}');
    copyFileSync(`${wpk}.sigstore.json`, inside('sample.json'));

    expect(await code(other)).toBe('ATOM_SIGNATURE_MISSING');
    expect(await code(wpk, '--bundle', 'broken.json')).toBe('ATOM_BUNDLE_INVALID');
    expect(await code(wpk, '--bundle', 'old.json')).toBe('ATOM_BUNDLE_INVALID');
    expect(await code(other, '--bundle', 'sample.json', '--key', 'atomctl.pub')).toBe(
      'ATOM_SIGNATURE_INVALID',
    );
  });

  test('refuses an older, genuinely signed package under a newer name', async () => {
    const newer = await pack('sample', '2.0.0');
    copyFileSync(wpk, newer);
    copyFileSync(`${wpk}.sigstore.json`, `${newer}.sigstore.json`);

    expect(await code(newer, '--key', 'atomctl.pub')).toBe('ATOM_PACKAGE_MISMATCH');
  });

  test('reads flags that contradict each other as a mistake', async () => {
    expect(await code(wpk, '--trusted-root', 'root.json')).toBe('ATOM_USAGE');
    expect(await code(wpk, '--key', 'atomctl.pub', '--trust', 'trust.yaml')).toBe('ATOM_USAGE');
    expect(await code(wpk, '--certificate-identity', IDENTITY)).toBe('ATOM_USAGE');
  });

  test('verifies a keyless bundle by its identity, and under the policy that trusts it', async () => {
    const sigstore = await testSigstore();
    writeFileSync(inside('root.json'), sigstore.trustedRoot);
    const bundle = await sigstore.bundle({ artifact: readFileSync(wpk), timestamp: true });
    writeFileSync(inside('keyless.json'), JSON.stringify(bundle));
    const who = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER];
    const asked = [wpk, '--bundle', 'keyless.json'];

    const named = await atomctl(['verify', ...asked, ...who, '--trusted-root', 'root.json', '--json']);
    expect(named.json()).toMatchObject({
      signer: { identity: IDENTITY },
      trustedRoot: { source: 'root.json' },
    });
    expect(await code(...asked, ...who)).toBe('ATOM_SIGNATURE_INVALID');
    expect(await code(...asked, ...who, '--trusted-root', wpk)).toBe('ATOM_TRUST_INVALID');

    await atomctl(['trust', 'add', ...who, '--trusted-root', 'root.json']);
    writeFileSync(inside('root.json'), 'changed later');
    expect((await atomctl(['verify', ...asked, '--json'])).json()).toMatchObject({
      sig_time_source: expect.stringMatching(/log|timestamp/),
      trustedBy: [expect.stringMatching(/^trust_/)],
    });
  });

  test('opens no socket: it verifies where the kernel has no network', async () => {
    const unshare = process.getuid?.() === 0 ? ['unshare', '-n'] : ['unshare', '-rn'];
    const [program = '', ...args] = unshare;
    const offline = (words: readonly string[]) =>
      execa(program, [...args, process.execPath, ...words], {
        cwd: folder,
        reject: false,
        env: { ATOMCTL_HOME: inside('home'), NO_COLOR: '1' },
      });
    const probe = "require('net').connect(9, '127.0.0.1').on('error', (e) => console.log(e.code))";

    const network = await offline(['-e', probe]);
    const byKey = await offline([`${ROOT}/bin/run.js`, 'verify', wpk, '--key', 'atomctl.pub']);
    const keyless = await offline([`${ROOT}/bin/run.js`, 'verify', wpk, '--bundle', 'keyless.json']);

    expect(network.stdout).toBe('ENETUNREACH');
    expect(byKey).toMatchObject({ exitCode: 0 });
    expect(keyless).toMatchObject({ exitCode: 0 });
  });

  test('loads what only certificates need for nothing else', async () => {
    const env = { NODE_DEBUG: 'module,esm' };

    const certified = await atomctl(['verify', wpk, '--bundle', 'keyless.json'], { env });
    const keyed = await atomctl(['verify', wpk, '--key', 'atomctl.pub'], { env });

    expect(certified.stderr).toContain('@sigstore');
    expect(keyed.stderr).not.toContain('@sigstore');
  });

  test('a lone manifest is a package, too', async () => {
    writeFileSync(inside('lone.wpk.yaml'), manifestText('lone'));
    await atomctl(['sign', 'lone.wpk.yaml', '--key', 'atomctl.key']);

    expect(
      (await atomctl(['verify', 'lone.wpk.yaml', '--key', 'atomctl.pub', '--json'])).json(),
    ).toMatchObject({
      name: 'lone',
    });
  });
});
