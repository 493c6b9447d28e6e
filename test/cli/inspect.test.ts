import { generateKeyPairSync, createHash } from 'node:crypto';
import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { cli, temporaryDirectory } from '../support/cli.ts';
import { file, manifestText, writeFiles } from '../support/packages.ts';
import { checksumsMember, rawArchive, rawMember } from '../support/raw-tar.ts';

let home: string;
let atomctl: ReturnType<typeof cli>;
beforeEach(() => {
  home = temporaryDirectory();
  atomctl = cli(home);
});
const at = (name: string) => path.join(home, name);

describe('inspect', () => {
  test('shows contents, steps and requests of an archive, and that nobody signed it', async () => {
    writeFiles(at('src'), { 'sample.wpk.yaml': asking(), 'run.sh': '#!/bin/sh\n' });
    await atomctl(['pack', 'src']);

    const { exitCode, stdout } = await atomctl(['inspect', 'sample-1.0.0.wpk']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('sample 1.0.0');
    expect(stdout).toMatch(/hello +shell/);
    expect(stdout).toMatch(/egress +api\.example\.org:443/);
    expect(stdout).toMatch(/secrets +vault:\/\/kv\/token/);
    expect(stdout).toMatch(/run\.sh +10 B +0755 +[0-9a-f]{64}/);
    expect(stdout).toContain('none beside it; next: atomctl sign');
    expect(stdout).toMatch(/risk +(safe|caution), [0-9]+ of 100/);
  });

  test('says the same of the folder as of the archive that is packed from it', async () => {
    writeFiles(at('src'), { 'sample.wpk.yaml': asking() });
    await atomctl(['pack', 'src']);

    const [folder, archive] = [await inspected('src'), await inspected('sample-1.0.0.wpk')];

    expect({ ...folder, path: '' }).toEqual({ ...archive, path: '' });
  });

  test('reads a lone manifest as a package of one file', async () => {
    writeFiles(home, { 'sample.wpk.yaml': asking() });

    expect(await inspected('sample.wpk.yaml')).toMatchObject({
      form: 'manifest',
      files: [{ path: 'sample.wpk.yaml' }],
      requests: { mode: 'manual', egress: ['api.example.org:443'] },
      signature: null,
    });
  });

  test('shows the key of a bundle beside it as a claim, and a digest that is not the file’s', async () => {
    writeFiles(home, { 'sample.wpk.yaml': asking() });
    const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
      type: 'spki',
      format: 'der',
    });
    const hint = createHash('sha256').update(spki).digest();
    const bundle = {
      verificationMaterial: { publicKey: { hint: hint.toString('base64') }, tlogEntries: [] },
      messageSignature: {
        messageDigest: { algorithm: 'SHA2_256', digest: Buffer.alloc(32).toString('base64') },
      },
    };
    writeFileSync(at('sample.wpk.yaml.sigstore.json'), JSON.stringify(bundle));

    const { signature } = await inspected('sample.wpk.yaml');
    const { stdout } = await atomctl(['inspect', 'sample.wpk.yaml']);

    expect(signature).toMatchObject({
      state: 'claimed',
      signer: { kind: 'key', keyId: `sha256:${hint.toString('hex')}` },
      sameDigest: false,
    });
    expect(stdout).toContain(`key sha256:${hint.toString('hex')} (claimed, not verified)`);
    expect(stdout).toContain('the bundle names the digest of another file');
  });

  test('says that a signature is verified only when the trust policy trusts its key', async () => {
    writeFiles(home, { 'sample.wpk.yaml': asking() });
    const password = { env: { ATOMCTL_PASSWORD: 'a long password' } };
    await atomctl(['key', 'generate'], password);
    await atomctl(['sign', 'sample.wpk.yaml', '--key', 'atomctl.key'], password);

    const before = await inspected('sample.wpk.yaml');
    await atomctl(['trust', 'add', 'atomctl.pub']);
    const after = await inspected('sample.wpk.yaml');

    expect(before.signature).toMatchObject({ state: 'claimed', sameDigest: true });
    expect(before.signature.reason).toContain('is signed by');
    expect(after.signature).toMatchObject({
      state: 'verified',
      signer: before.signature.signer,
      reason: null,
    });
  });

  test('says when what lies beside it is no bundle', async () => {
    writeFiles(home, { 'sample.wpk.yaml': asking(), 'sample.wpk.yaml.sigstore.json': 'oops' });

    expect(await inspected('sample.wpk.yaml')).toMatchObject({ signature: { state: 'unreadable' } });
  });

  test.each<[what: string, bytes: Buffer, code: string]>([
    ['an empty file', Buffer.alloc(0), 'ATOM_ARCHIVE_INVALID'],
    ['a truncated archive', gzipSync('x'.repeat(2000)).subarray(0, 30), 'ATOM_ARCHIVE_INVALID'],
    ['a file that would leave', hostile('../../evil'), 'ATOM_ARCHIVE_UNSAFE'],
    ['a gzip bomb', gzipSync(Buffer.alloc(2e7)), 'ATOM_PACKAGE_TOO_LARGE'],
  ])('refuses %s with exit 3, a code and a hint, and writes nothing', async (_, bytes, code) => {
    writeFileSync(at('bad.wpk'), bytes);

    const { exitCode, stderr } = await atomctl(['inspect', 'bad.wpk']);

    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(code)]);
    expect(stderr).toContain('try:');
    expect(readdirSync(home)).toEqual(['bad.wpk']);
  });

  test('refuses a sparse file of 1 GB at once, and one that is not there', async () => {
    writeFileSync(at('huge.wpk'), '');
    truncateSync(at('huge.wpk'), 1e9);

    expect((await atomctl(['inspect', 'huge.wpk'])).stderr).toContain('ATOM_PACKAGE_TOO_LARGE');
    expect((await atomctl(['inspect', 'gone.wpk'])).stderr).toContain('ATOM_FILE_UNREADABLE');
  });
});

describe('diff', () => {
  beforeEach(() => {
    writeFiles(at('old'), {
      'sample.wpk.yaml': manifestText(),
      'run.sh': '#!/bin/sh\necho one\n',
      gone: 'x',
    });
    writeFiles(at('new'), {
      'sample.wpk.yaml': manifestText('sample', '1.1.0'),
      'run.sh': '#!/bin/sh\necho two\n',
      come: 'y',
    });
  });

  test('shows fields, files and lines that differ, and exits 1', async () => {
    const { exitCode, stdout } = await atomctl(['diff', 'old', 'new']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('~ metadata.version: "1.0.0" → "1.1.0"');
    expect(stdout).toContain('+ file come');
    expect(stdout).toContain('- file gone');
    expect(stdout).toMatch(/-echo one\n +\+echo two/);
  });

  test('exits 0 for a folder and its archive', async () => {
    await atomctl(['pack', 'old']);

    const { exitCode, stdout } = await atomctl(['diff', 'old', 'sample-1.0.0.wpk']);

    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('the same bytes')]);
  });

  test('exits 3 when one of them is no package', async () => {
    writeFileSync(at('no.wpk'), readFileSync(at('old/gone')));

    const result = await atomctl(['diff', 'old', 'no.wpk', '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_ARCHIVE_INVALID' } });
  });
});

async function inspected(name: string) {
  return (await atomctl(['inspect', name, '--json'])).json();
}

function asking(): string {
  return `${manifestText().replace('{type: shell}', '{type: shell, requirements: {secrets: ["vault://kv/token"]}}')}  validation:
    network: {egress: ["api.example.org:443"]}
`;
}

function hostile(name: string): Buffer {
  const content = manifestText();
  return rawArchive([
    rawMember({ name: 'sample.wpk.yaml', content }),
    rawMember({ name }),
    checksumsMember([file('sample.wpk.yaml', content), file(name)]),
  ]);
}
