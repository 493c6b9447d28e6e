import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { workbench } from '../support/workbench.ts';

describe('trust', () => {
  const { atomctl, in: inside, pack } = workbench();
  const code = async (...args: string[]) => (await atomctl(['trust', ...args, '--json'])).json().error?.code;
  const verify = async (file: string) => (await atomctl(['verify', file, '--json'])).json();
  let wpk = '';
  beforeAll(async () => {
    wpk = await pack();
    await atomctl(['key', 'generate']);
    await atomctl(['sign', wpk, '--key', 'atomctl.key']);
  });

  test('begins with nobody, names who is trusted, and records each change', async () => {
    expect((await atomctl(['trust', 'list', '--json'])).json()).toEqual({ items: [], next: null });
    expect(await verify(wpk)).toMatchObject({
      error: { code: 'ATOM_SIGNER_UNTRUSTED', hint: expect.stringContaining('atomctl trust add') },
    });

    const added = await atomctl(['trust', 'add', 'atomctl.pub', '--may-except', 'host-path', '--json']);
    const { id } = added.json();
    expect(await verify(wpk)).toMatchObject({ trustedBy: [id], mayExcept: ['host-path'] });

    const removed = await atomctl(['trust', 'remove', id, '--json']);
    expect(removed.json()).toMatchObject({ id, removedAt: expect.any(String) });
    expect(await verify(wpk)).toMatchObject({ error: { code: 'ATOM_SIGNER_UNTRUSTED' } });

    const log = await atomctl(['audit', 'log', '--subject', id, '--json']);
    expect(log.json().items.map((record: { action: string }) => record.action)).toEqual([
      'trust-remove',
      'trust-add',
    ]);
  });

  test('holds for the packages and the tenant that were named', async () => {
    const other = await pack('other');
    await atomctl(['sign', other, '--key', 'atomctl.key']);
    await atomctl(['trust', 'add', 'atomctl.pub', '--packages', 'sam*', '--packages', 'b?']);

    const elsewhere = await atomctl(['verify', wpk, '--json'], { env: { ATOMCTL_TENANT: 'prod' } });

    expect(await verify(wpk)).toMatchObject({ name: 'sample' });
    expect(await verify(other)).toMatchObject({ error: { code: 'ATOM_SIGNER_UNTRUSTED' } });
    expect(elsewhere.json()).toMatchObject({ error: { code: 'ATOM_SIGNER_UNTRUSTED' } });
  });

  test('a policy of another place decides when it is named', async () => {
    mkdirSync(inside('elsewhere'));
    copyFileSync(inside('home/trust.yaml'), inside('elsewhere/trust.yaml'));

    const named = await atomctl(['verify', wpk, '--trust', 'elsewhere/trust.yaml', '--json']);
    const missing = await atomctl(['verify', wpk, '--trust', 'nowhere.yaml', '--json']);

    expect(named.json()).toMatchObject({ name: 'sample' });
    expect(missing.json()).toMatchObject({ error: { code: 'ATOM_TRUST_INVALID' } });
  });

  test.each([
    ['no YAML', '{'],
    ['an unknown key', 'apiVersion: v1\nkind: TrustPolicy\nentries: []\nextra: 1\n'],
    ['a key twice', 'apiVersion: v1\napiVersion: v1\nkind: TrustPolicy\n'],
    ['another kind', 'apiVersion: v1\nkind: Other\n'],
    ['an entry without a tenant', 'apiVersion: v1\nkind: TrustPolicy\nentries: [{id: a, packages: ["*"]}]\n'],
  ])('a policy that is broken trusts nobody: %s', async (_, text) => {
    const whole = readFileSync(inside('home/trust.yaml'));
    writeFileSync(inside('home/trust.yaml'), text);
    try {
      expect(await verify(wpk)).toMatchObject({ error: { code: 'ATOM_TRUST_INVALID' } });
      const added = await atomctl(['trust', 'add', 'atomctl.pub', '--json']);
      expect(added.json()).toMatchObject({ error: { code: 'ATOM_TRUST_INVALID' } });
      expect(readFileSync(inside('home/trust.yaml'), 'utf8')).toBe(text);
    } finally {
      writeFileSync(inside('home/trust.yaml'), whole);
    }
  });

  test('mistakes are named', async () => {
    expect(await code('add')).toBe('ATOM_USAGE');
    expect(await code('add', wpk)).toBe('ATOM_KEY_INVALID');
    expect(await code('add', 'atomctl.key')).toBe('ATOM_KEY_INVALID');
    expect(await code('add', 'atomctl.pub', '--packages', 'Not A Name')).toBe('ATOM_USAGE');
    expect(await code('remove', 'trust_nobody')).toBe('ATOM_TRUST_NOT_FOUND');
    expect(await code('remove', 'trust_', '--compromised-since', 'yesterday')).toBe('ATOM_USAGE');
  });

  test('adding at once loses no entry', async () => {
    const before = (await atomctl(['trust', 'list', '--json'])).json().items.length;

    const all = await Promise.all(
      Array.from({ length: 6 }, (_, i) => atomctl(['trust', 'add', 'atomctl.pub', '--packages', `p${i}`])),
    );

    expect(all.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`)).toEqual(all.map(() => '0 '));
    expect((await atomctl(['trust', 'list', '--json'])).json().items).toHaveLength(before + 6);
  });

  test('a key that was stolen is not trusted again', async () => {
    const [{ id }] = (await atomctl(['trust', 'list', '--json'])).json().items;

    await atomctl(['trust', 'remove', id, '--compromised-since', '2026-01-01T00:00:00Z']);

    expect(await verify(wpk)).toMatchObject({
      error: { code: 'ATOM_SIGNER_UNTRUSTED', message: expect.stringContaining('compromised') },
    });
    expect((await atomctl(['trust', 'add', 'atomctl.pub', '--json'])).json()).toMatchObject({
      error: { code: 'ATOM_USAGE' },
    });
    expect((await atomctl(['trust', 'list'])).stdout).toContain('compromised');
  });
});
