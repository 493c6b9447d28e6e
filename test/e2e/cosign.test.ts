import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execa } from 'execa';
import { beforeAll, describe, expect, test } from 'vitest';
import { part } from '../support/parts.ts';
import { PASSWORD, workbench } from '../support/workbench.ts';

interface Cosign {
  readonly name: string;
  readonly sign: readonly string[];
  readonly verify: readonly string[];
}

/** How each version is told to stay off the network. */
const VERSIONS: readonly Cosign[] = [
  {
    name: 'cosign2',
    sign: ['--new-bundle-format', '--tlog-upload=false', '--yes'],
    verify: ['--new-bundle-format', '--insecure-ignore-tlog', '--trusted-root', 'empty-root.json'],
  },
  {
    name: 'cosign3',
    sign: ['--signing-config', 'none.json', '--trusted-root', 'empty-root.json', '--yes'],
    verify: ['--insecure-ignore-tlog', '--trusted-root', 'empty-root.json'],
  },
];

for (const { name, sign, verify } of VERSIONS) {
  const program = part(name) ?? '';

  describe.skipIf(program === '')(`${name} and atomctl (npm run parts ${name})`, () => {
    const bench = workbench();
    let wpk = '';
    beforeAll(async () => {
      writeFileSync(
        bench.in('empty-root.json'),
        '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}',
      );
      writeFileSync(
        bench.in('none.json'),
        '{"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","rekorTlogConfig":{},"tsaConfig":{}}',
      );
      wpk = await bench.pack();
      await bench.atomctl(['key', 'generate']);
      await cosign(['generate-key-pair']);
    });

    const cosign = (args: readonly string[]) =>
      execa(program, args, {
        cwd: bench.folder,
        reject: false,
        stdin: 'ignore',
        env: { COSIGN_PASSWORD: PASSWORD, HOME: bench.folder },
      });
    const cosignVerifies = (key: string, bundle: string, file: string) =>
      cosign(['verify-blob', '--key', key, '--bundle', bundle, ...verify, file]);
    const signs = async (key: string, bundle: string) =>
      (await bench.atomctl(['sign', wpk, '--key', key, '--bundle', bundle])).exitCode;
    const cosignSigns = (key: string, bundle: string) =>
      cosign(['sign-blob', '--key', key, '--bundle', bundle, ...sign, wpk]);

    test('cosign verifies what atomctl signed with its own key', async () => {
      expect(await signs('atomctl.key', 'ours.json')).toBe(0);

      expect(await cosignVerifies('atomctl.pub', 'ours.json', wpk)).toMatchObject({ exitCode: 0 });
    });

    test('cosign verifies what atomctl signed with a key of cosign', async () => {
      expect(await signs('cosign.key', 'ours-by-theirs.json')).toBe(0);

      expect(await cosignVerifies('cosign.pub', 'ours-by-theirs.json', wpk)).toMatchObject({ exitCode: 0 });
    });

    test.each([['atomctl'], ['cosign']])('atomctl verifies what cosign signed with %s.key', async (key) => {
      expect(await cosignSigns(`${key}.key`, `${key}-theirs.json`)).toMatchObject({ exitCode: 0 });

      const verified = await bench.atomctl([
        'verify',
        wpk,
        '--bundle',
        `${key}-theirs.json`,
        '--key',
        `${key}.pub`,
        '--json',
      ]);

      expect(verified.json()).toMatchObject({ name: 'sample', version: '1.0.0', format: 'bundle' });
    });

    test('a changed package is refused by both', async () => {
      await signs('atomctl.key', 'of-the-original.json');
      copyFileSync(wpk, bench.in('changed.wpk'));
      const bytes = readFileSync(wpk);
      bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
      chmodSync(bench.in('changed.wpk'), 0o644);
      writeFileSync(bench.in('changed.wpk'), bytes);

      const theirs = await cosignVerifies('atomctl.pub', 'of-the-original.json', 'changed.wpk');
      const ours = await bench.atomctl([
        'verify',
        'changed.wpk',
        '--bundle',
        'of-the-original.json',
        '--key',
        'atomctl.pub',
        '--json',
      ]);

      expect(theirs.exitCode).not.toBe(0);
      expect(ours.exitCode).toBe(4);
      expect(ours.json()).toMatchObject({ error: { code: 'ATOM_SIGNATURE_INVALID' } });
    });

    test('the key of another is refused by both', async () => {
      await signs('atomctl.key', 'ours.json');

      const theirs = await cosignVerifies('cosign.pub', 'ours.json', wpk);
      const ours = await bench.atomctl(['verify', wpk, '--bundle', 'ours.json', '--key', 'cosign.pub']);

      expect(theirs.exitCode).not.toBe(0);
      expect(ours.exitCode).toBe(4);
    });

    test('atomctl verifies the legacy signature that cosign writes, and only of the same file', async () => {
      const other = await bench.pack('other');
      const { exitCode, stderr } = await cosign([
        'sign-blob',
        '--key',
        'cosign.key',
        '--output-signature',
        'legacy.sig',
        '--yes',
        ...(name === 'cosign2'
          ? ['--tlog-upload=false']
          : ['--use-signing-config=false', '--tlog-upload=false', '--new-bundle-format=false']),
        wpk,
      ]);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });

      const good = await bench.atomctl([
        'verify',
        wpk,
        '--signature',
        'legacy.sig',
        '--key',
        'cosign.pub',
        '--json',
      ]);
      const bad = await bench.atomctl([
        'verify',
        other,
        '--signature',
        'legacy.sig',
        '--key',
        'cosign.pub',
        '--json',
      ]);

      expect(good.json()).toMatchObject({ format: 'legacy', sig_time_source: 'intake' });
      expect(bad.json()).toMatchObject({ error: { code: 'ATOM_SIGNATURE_INVALID' } });
    });

    test('two who must sign may each use either, and each bundle is one for cosign', async () => {
      const shared = await bench.pack('shared');
      const [first, second] = [`${shared}.sigstore.json`, `${shared}.2.sigstore.json`];
      for (const who of ['atomctl', 'cosign']) await bench.atomctl(['trust', 'add', `${who}.pub`]);
      await bench.atomctl(['trust', 'require', '2', '--packages', 'shared']);
      const both = async () => (await bench.atomctl(['verify', shared, '--json'])).json();

      await bench.atomctl(['sign', shared, '--key', 'atomctl.key']);
      const ours = (await bench.atomctl(['sign', shared, '--key', 'cosign.key', '--json'])).json();

      expect(ours.bundle).toBe(second);
      expect(await cosignVerifies('atomctl.pub', first, shared)).toMatchObject({ exitCode: 0 });
      expect(await cosignVerifies('cosign.pub', second, shared)).toMatchObject({ exitCode: 0 });
      expect((await cosignVerifies('atomctl.pub', second, shared)).exitCode).not.toBe(0);
      expect(await both()).toMatchObject({ requiredSigners: 2, signatures: [{}, {}] });

      rmSync(second);
      const alone = await both();
      const theirs = await cosign(['sign-blob', '--key', 'cosign.key', '--bundle', second, ...sign, shared]);

      expect(alone).toMatchObject({ error: { code: 'ATOM_SIGNATURES_TOO_FEW' } });
      expect(theirs).toMatchObject({ exitCode: 0 });
      expect(await both()).toMatchObject({ signatures: [{ bundle: first }, { bundle: second }] });
    });

    test('an attestation of something else is no signature of the package', async () => {
      writeFileSync(bench.in('predicate.json'), '{"passed": true}');
      const { exitCode, stderr } = await cosign([
        'attest-blob',
        '--key',
        'cosign.key',
        '--predicate',
        'predicate.json',
        '--bundle',
        'attested.json',
        '--type',
        'https://example.org/tested/v1',
        ...sign,
        wpk,
      ]);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });

      const verified = ['verify', wpk, '--bundle', 'attested.json', '--key', 'cosign.pub', '--json'];
      const plain = await bench.atomctl(verified);
      const asked = await bench.atomctl([...verified, '--type', 'https://example.org/tested/v1']);
      const other = await bench.atomctl([
        'verify',
        await bench.pack('other'),
        '--bundle',
        'attested.json',
        '--key',
        'cosign.pub',
        '--json',
        '--type',
        'https://example.org/tested/v1',
      ]);

      expect(plain.json()).toMatchObject({ error: { code: 'ATOM_SIGNATURE_INVALID' } });
      expect(asked).toMatchObject({ exitCode: 0 });
      expect(other.json()).toMatchObject({ error: { code: 'ATOM_SIGNATURE_INVALID' } });
      expect(other.json().error.message).toContain('another file');
    });
  });
}
