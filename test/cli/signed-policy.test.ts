import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Workbench, workbench } from '../support/workbench.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures/policy');
const ACME = path.join(FIXTURES, 'own/acme.yaml');
const WEB = path.join(FIXTURES, 'host-path.passes.wpk.yaml');

describe('a signed policy', () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = workbench();
    cpSync(ACME, bench.in('acme.yaml'));
    await bench.atomctl(['key', 'generate']);
  });
  const judge = async (env: Record<string, string> = {}) => {
    const result = await bench.atomctl(['dry-run', WEB, '--policy', 'acme.yaml', '--json'], { env });
    return { exitCode: result.exitCode, code: result.json().error?.code, class: result.json().class };
  };
  const SIGNED = { ATOMCTL_POLICY_REQUIRE_SIGNED: 'true' };

  test('counts when its signer may sign policies', async () => {
    const signed = await bench.atomctl(['sign', 'acme.yaml', '--key', 'atomctl.key', '--json']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--policies', 'acme']);
    const listed = await bench.atomctl(['policy', 'list', '--policy', 'acme.yaml', '--json']);

    expect(signed.json()).toMatchObject({ name: 'acme', version: null });
    expect(await judge(SIGNED)).toMatchObject({ class: 'caution' });
    expect(listed.json().policies).toMatchObject([
      { name: 'acme', signer: expect.stringContaining('key sha256:') },
    ]);
  });

  test('is verified by hand: who signed it, and under which trust entry', async () => {
    await bench.atomctl(['sign', 'acme.yaml', '--key', 'atomctl.key']);
    const untrusted = await bench.atomctl(['verify', 'acme.yaml']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub']);
    const ofPackages = await bench.atomctl(['verify', 'acme.yaml', '--json']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--policies', 'acme']);
    const [text, json, byKey] = await Promise.all([
      bench.atomctl(['verify', 'acme.yaml']),
      bench.atomctl(['verify', 'acme.yaml', '--json']),
      bench.atomctl(['verify', 'acme.yaml', '--key', 'atomctl.pub', '--json']),
    ]);

    const { trustedBy } = json.json();
    const entries = (await bench.atomctl(['trust', 'list', '--json'])).json().items;

    expect(untrusted.exitCode).toBe(4);
    expect(untrusted.stderr).toContain('(ATOM_SIGNER_UNTRUSTED)');
    expect(untrusted.stderr).toContain('atomctl trust add PUBKEY --policies NAME');
    expect(ofPackages.json().error).toMatchObject({
      code: 'ATOM_SIGNER_UNTRUSTED',
      hint: expect.stringContaining('--policies acme'),
    });
    expect(text.exitCode).toBe(0);
    expect(text.stdout).toMatch(/^Verified policy acme\n/);
    expect(text.stdout).toContain(`trusted by  ${trustedBy[0]}`);
    expect(json.json()).toMatchObject({
      kind: 'policy',
      name: 'acme',
      version: null,
      mayExcept: [],
      requiredSigners: 1,
    });
    expect(entries.map(({ id }: { id: string }) => id)).toContain(trustedBy[0]);
    expect(byKey.json()).toMatchObject({ kind: 'policy', trustedBy: [] });
  });

  test('is verified by hand only where as many signed as must, and it can be read', async () => {
    const unsigned = await bench.atomctl(['verify', 'acme.yaml', '--json']);
    await bench.atomctl(['sign', 'acme.yaml', '--key', 'atomctl.key']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--policies', '*']);
    await bench.atomctl(['trust', 'require', '2', '--policies', '*']);
    const tooFew = await bench.atomctl(['verify', 'acme.yaml', '--json']);
    writeFileSync(bench.in('acme.yaml'), readFileSync(ACME, 'utf8').replace('name: acme', 'name: other'));
    const changed = await bench.atomctl(['verify', 'acme.yaml', '--json']);

    expect(unsigned.json().error).toMatchObject({
      code: 'ATOM_SIGNATURE_MISSING',
      hint: 'atomctl sign acme.yaml --key KEY',
    });
    expect(tooFew.json().error.code).toBe('ATOM_SIGNATURES_TOO_FEW');
    expect(changed.json().error.code).toBe('ATOM_SIGNATURE_INVALID');
  });

  test('is refused where its signer may sign packages only, or policies of another name', async () => {
    await bench.atomctl(['sign', 'acme.yaml', '--key', 'atomctl.key']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--may-except', 'privileged']);
    const refused = await bench.atomctl(['dry-run', WEB, '--policy', 'acme.yaml', '--json']);
    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--policies', 'other-*']);

    expect(refused.exitCode).toBe(4);
    expect(refused.json()).toMatchObject({
      error: { code: 'ATOM_SIGNER_UNTRUSTED', hint: expect.stringContaining('--policies acme') },
    });
    expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNER_UNTRUSTED' });
  });

  test('is refused where nobody is trusted, and when one bit of it or of its bundle is another', async () => {
    await bench.atomctl(['sign', 'acme.yaml', '--key', 'atomctl.key']);
    expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNER_UNTRUSTED' });

    await bench.atomctl(['trust', 'add', 'atomctl.pub', '--policies', '*']);
    const bytes = readFileSync(bench.in('acme.yaml'));
    for (const at of [0, 100, bytes.length - 3]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(bench.in('acme.yaml'), flipped);
      expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNATURE_INVALID' });
    }
    writeFileSync(bench.in('acme.yaml'), bytes);
    expect(await judge(SIGNED)).toMatchObject({ class: 'caution' });
    for (const bundle of ['', '{}', 'x'.repeat(20 * 2 ** 20)]) {
      writeFileSync(bench.in('acme.yaml.sigstore.json'), bundle);
      expect(await judge()).toMatchObject({ exitCode: 4 });
    }
  });

  test('is asked for where the settings say so, and nothing else will do', async () => {
    expect(await judge(SIGNED)).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNATURE_MISSING' });
    expect(await judge({ ATOMCTL_POLICY_REQUIRE_SIGNED: 'false' })).toMatchObject({ class: 'caution' });
    expect(await judge({ ATOMCTL_POLICY_REQUIRE_SIGNED: 'yes' })).toMatchObject({
      exitCode: 2,
      code: 'ATOM_CONFIG_INVALID',
    });
    mkdirSync(bench.home, { recursive: true });
    writeFileSync(path.join(bench.home, 'config.yaml'), 'policyRequireSigned: true\n');
    expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNATURE_MISSING' });
  });

  test('is signed by as many as the trust policy requires of policies, and not by none', async () => {
    await bench.atomctl(['trust', 'require', '2', '--policies', 'ac*']);
    const unsigned = await judge();
    for (const who of ['ada', 'bob', 'eve']) {
      mkdirSync(bench.in(who));
      await bench.atomctl(['key', 'generate', '--out', who]);
    }
    for (const who of ['ada', 'bob'])
      await bench.atomctl(['trust', 'add', `${who}/atomctl.pub`, '--policies', 'acme']);
    const sign = (who: string) => bench.atomctl(['sign', 'acme.yaml', '--key', `${who}/atomctl.key`]);

    await sign('eve');
    expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNER_UNTRUSTED' });
    await sign('ada');
    expect(await judge()).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNATURES_TOO_FEW' });
    await sign('bob');
    expect(await judge()).toMatchObject({ class: 'caution' });

    const listed = await bench.atomctl(['policy', 'list', '--policy', 'acme.yaml', '--json']);
    expect(listed.json().policies[0].signer).toMatch(/^key sha256:\w+, key sha256:\w+$/);
    expect(unsigned).toMatchObject({ exitCode: 4, code: 'ATOM_SIGNATURE_MISSING' });
    expect((await bench.atomctl(['trust', 'list'])).stdout).toMatch(/2 +local +ac\*/);
  });

  test('that is wrong is not signed', async () => {
    writeFileSync(
      bench.in('wrong.yaml'),
      readFileSync(ACME, 'utf8').replace('severity: high', 'severity: hihg'),
    );
    const result = await bench.atomctl(['sign', 'wrong.yaml', '--key', 'atomctl.key', '--json']);

    expect(result.json()).toMatchObject({ error: { code: 'ATOM_POLICY_INVALID' } });
  });
});
