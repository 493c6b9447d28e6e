import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../support/refusal.ts';
import { signedBench } from '../support/signed-bench.ts';
import { workbench } from '../support/workbench.ts';

describe('trust require', () => {
  const { atomctl, in: inside } = workbench();
  const say = (...args: string[]) => atomctl(['trust', 'require', ...args, '--json']).then(refusal);
  const list = async () => (await atomctl(['trust', 'list', '--json'])).json();

  test('sets a number, shows it, takes it back, and records each change', async () => {
    const set = await atomctl([
      'trust',
      'require',
      '2',
      '--packages',
      'prod-*',
      '--tenant',
      'acme',
      '--json',
    ]);
    await atomctl(['trust', 'require', '3']);
    const listed = await list();
    const shown = await atomctl(['trust', 'list']);
    await atomctl(['trust', 'require', '1']);
    await atomctl(['trust', 'require', '1', '--packages', 'prod-*', '--tenant', 'acme']);

    expect(set.json()).toEqual({ packages: 'prod-*', tenant: 'acme', signers: 2 });
    expect(listed.required).toEqual([
      { packages: 'prod-*', tenant: 'acme', signers: 2 },
      { packages: '*', tenant: 'local', signers: 3 },
    ]);
    expect(shown.stdout).toMatch(/2 +acme +prod-\*/);
    expect(await list()).toEqual({ items: [], next: null });
    expect(readFileSync(inside('home/trust.yaml'), 'utf8')).not.toContain('required:');

    const log = (await atomctl(['audit', 'log', '--subject', 'prod-*', '--json'])).json().items;
    expect(log).toMatchObject([
      { action: 'trust-require', tenant: 'acme', details: { signers: 1, before: 2 } },
      { action: 'trust-require', tenant: 'acme', details: { signers: 2, before: 1 } },
    ]);
  });

  test('refuses numbers and globs that mean nothing', async () => {
    for (const number of ['0', '17', '1.5', 'two']) expect(await say(number)).toBe('2 ATOM_USAGE');
    expect(await say('2', '--packages', 'Not A Name')).toBe('2 ATOM_USAGE');
    expect(existsSync(inside('home/trust.yaml'))).toBe(true);
  });
});

describe('a package that two must sign', () => {
  let bench: Awaited<ReturnType<typeof signedBench>>;
  let wpk = '';
  beforeAll(async () => {
    bench = await signedBench(2);
    wpk = bench.wpk;
  });
  beforeEach(() => {
    for (const name of bundles()) rmSync(bench.in(name));
  });
  const bundles = () =>
    readdirSync(bench.folder)
      .filter((name) => name.endsWith('.sigstore.json'))
      .toSorted();
  const sign = async (who: string, ...more: string[]) =>
    (await bench.atomctl(['sign', wpk, '--key', `${who}/atomctl.key`, ...more, '--json'])).json();
  const verify = (...more: string[]) => bench.atomctl(['verify', wpk, ...more, '--json']);

  test('is refused with one, which says how many, who signed and what to type', async () => {
    const { signer } = await sign('ada');

    const refused = await verify();

    expect(refusal(refused)).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(refused.json().error).toMatchObject({
      message: expect.stringContaining(
        `1 of the 2 trusted signers that the trust policy requires: key ${signer.keyId}`,
      ),
      hint: `Sign it with another trusted key: atomctl sign ${wpk} --key KEY`,
      details: { required: 2, signers: [`key ${signer.keyId}`], notCounted: [] },
    });
  });

  test('is accepted with a second bundle beside the first, which stays as it was', async () => {
    const first = await sign('ada');
    const before = readFileSync(first.bundle);
    const second = await sign('bob');

    const verified = await verify();
    const shown = await bench.atomctl(['verify', wpk]);

    expect([first.bundle, second.bundle]).toEqual([`${wpk}.sigstore.json`, `${wpk}.2.sigstore.json`]);
    expect(readFileSync(first.bundle).equals(before)).toBe(true);
    expect(verified.json()).toMatchObject({
      signer: first.signer,
      requiredSigners: 2,
      notCounted: [],
      mayExcept: [],
      signatures: [
        { bundle: first.bundle, signer: first.signer },
        { bundle: second.bundle, signer: second.signer },
      ],
    });
    expect(shown.stdout).toContain(`key ${first.signer.keyId}`);
    expect(shown.stdout).toContain(`key ${second.signer.keyId}`);
    expect(shown.stdout).toContain('2 signed, 2 must');
  });

  test('is signed anew by the same key in its own place, and over a bundle of other bytes', async () => {
    await sign('ada');
    const { bundle } = await sign('bob');
    expect((await sign('bob')).bundle).toBe(bundle);
    expect((await sign('ada')).bundle).toBe(`${wpk}.sigstore.json`);

    const other = await bench.pack('other');
    await bench.atomctl(['sign', other, '--key', 'ada/atomctl.key']);
    copyFileSync(`${other}.sigstore.json`, `${wpk}.sigstore.json`);
    rmSync(bundle);
    expect((await sign('bob')).bundle).toBe(`${wpk}.sigstore.json`);
  });

  test('is not signed over what lies there, be it what it may', async () => {
    writeFileSync(`${wpk}.sigstore.json`, 'notes of mine');
    mkdirSync(`${wpk}.2.sigstore.json`);
    try {
      expect((await sign('ada')).bundle).toBe(`${wpk}.3.sigstore.json`);
      expect(readFileSync(`${wpk}.sigstore.json`, 'utf8')).toBe('notes of mine');
      await sign('bob');
      expect((await verify()).json()).toMatchObject({
        signatures: [{}, {}],
        notCounted: [{ bundle: `${wpk}.sigstore.json` }, { bundle: `${wpk}.2.sigstore.json` }],
      });
    } finally {
      rmSync(`${wpk}.2.sigstore.json`, { recursive: true });
    }
  });

  test('is signed by 16 at most', async () => {
    for (let i = 2; i <= 16; i += 1) writeFileSync(`${wpk}.${i}.sigstore.json`, '{}');
    writeFileSync(`${wpk}.sigstore.json`, '{}');

    const refused = await bench.atomctl(['sign', wpk, '--key', 'ada/atomctl.key', '--json']);

    expect(refusal(refused)).toBe('2 ATOM_USAGE');
  });

  test('is not signed twice by one, whose bundle is copied or whose key is trusted twice', async () => {
    await sign('ada');
    copyFileSync(`${wpk}.sigstore.json`, `${wpk}.2.sigstore.json`);
    await sign('ada', '--bundle', `${wpk}.3.sigstore.json`);
    await bench.atomctl(['trust', 'add', 'ada/atomctl.pub', '--packages', 's*']);

    const refused = await verify();

    expect(refusal(refused)).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(refused.json().error.message).toContain('signed already, and counts once');
  });

  test('is not signed by somebody who is not trusted, nor spoiled by them', async () => {
    await sign('ada');
    await sign('eve');
    const few = await verify();
    await sign('bob');
    const enough = await bench.atomctl(['verify', wpk]);

    expect(refusal(few)).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(few.json().error.message).toContain('.2.sigstore.json does not count');
    expect(enough).toMatchObject({ exitCode: 0 });
    expect(enough.stdout).toMatch(/not counted +\S+\.2\.sigstore\.json: /);
  });

  test('takes bundles from elsewhere, named one by one, and then no others', async () => {
    mkdirSync(bench.in('mail'), { recursive: true });
    await sign('ada', '--bundle', 'mail/a.json');
    await sign('bob', '--bundle', 'mail/b.json');

    expect((await verify('--bundle', 'mail/a.json', '--bundle', 'mail/b.json')).exitCode).toBe(0);
    expect(refusal(await verify('--bundle', 'mail/a.json'))).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(refusal(await verify())).toBe('4 ATOM_SIGNATURE_MISSING');
    const many = Array.from({ length: 17 }, () => ['--bundle', 'mail/a.json']).flat();
    expect(refusal(await verify(...many))).toBe('4 ATOM_BUNDLE_INVALID');
  });

  test('shows all who signed when it is inspected', async () => {
    const [ada, bob] = [await sign('ada'), await sign('bob')];
    await sign('eve');
    const inspected = (await bench.atomctl(['inspect', wpk, '--json'])).json();
    rmSync(bob.bundle);
    const alone = (await bench.atomctl(['inspect', wpk, '--json'])).json();

    expect(inspected.signature).toEqual(inspected.signatures[0]);
    expect(inspected.signatures).toMatchObject([
      { state: 'verified', signer: ada.signer },
      { state: 'verified', signer: bob.signer },
      {
        state: 'claimed',
        bundle: `${wpk}.3.sigstore.json`,
        reason: expect.stringContaining('does not know'),
      },
    ]);
    expect(alone.signatures[0]).toMatchObject({
      state: 'claimed',
      signer: ada.signer,
      reason: expect.stringContaining('1 of the 2'),
    });
  });
});
