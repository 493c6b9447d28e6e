import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../support/refusal.ts';
import { type Workbench, succeed, workbench } from '../support/workbench.ts';

/** A workbench where two are trusted, a third is not, and `required` must sign. */
async function signedBench(required: number, extra = ''): Promise<Workbench & { wpk: string }> {
  const bench = workbench();
  for (const who of ['ada', 'bob', 'eve']) {
    mkdirSync(bench.in(who));
    await succeed(bench.atomctl(['key', 'generate', '--out', who]));
  }
  await succeed(bench.atomctl(['trust', 'add', 'ada/atomctl.pub', '--may-except', 'host-path']));
  await succeed(bench.atomctl(['trust', 'add', 'bob/atomctl.pub']));
  await succeed(bench.atomctl(['trust', 'require', String(required), '--packages', 'sam*']));
  return { ...bench, wpk: await bench.pack('sample', '1.0.0', extra) };
}

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

describe('the registry and two who must sign', () => {
  let bench: Awaited<ReturnType<typeof signedBench>>;
  beforeAll(async () => {
    bench = await signedBench(1);
  });
  const say = (...args: string[]) => bench.atomctl([...args, '--json']).then(refusal);

  test('what one has signed is not enough once two must, until the second signature is pushed', async () => {
    const { atomctl, wpk } = bench;
    await succeed(atomctl(['sign', wpk, '--key', 'ada/atomctl.key']));
    await succeed(atomctl(['push', wpk]));
    const plan = (await atomctl(['plan', 'sample', '--json'])).json();
    await succeed(atomctl(['trust', 'require', '2']));

    expect(await say('plan', 'sample')).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(await say('pull', 'sample')).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(await say('push', wpk)).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(await say('run', wpk, '--approve', '--reason', 'a test')).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(await say('run', '--plan', plan.id, '--approve', '--reason', 'a test')).toBe(
      '4 ATOM_SIGNATURES_TOO_FEW',
    );
    expect(await say('run', 'sample.wpk.yaml', '--approve', '--reason', 'a test')).toBe(
      '4 ATOM_SIGNATURE_MISSING',
    );

    await succeed(atomctl(['sign', wpk, '--key', 'bob/atomctl.key']));
    await succeed(atomctl(['sign', wpk, '--key', 'eve/atomctl.key']));
    const pushed = (await atomctl(['push', wpk, '--json'])).json();
    const again = (await atomctl(['push', wpk, '--json'])).json();

    expect(pushed).toMatchObject({
      added: false,
      addedSigners: [expect.stringMatching(/^sha256:/)],
      notCounted: [{ bundle: `${wpk}.3.sigstore.json` }],
      package: { further_signatures: [{ signer: expect.stringMatching(/^sha256:/) }] },
    });
    expect(again).toMatchObject({ added: false, addedSigners: [], package: pushed.package });
    const log = (await atomctl(['audit', 'log', '--subject', 'sample@1.0.0', '--json'])).json().items;
    expect(log.filter(({ action }: { action: string }) => action === 'push')).toMatchObject([
      { details: { further_signers: pushed.addedSigners } },
      { details: { signer: pushed.package.signer } },
    ]);
    expect((await atomctl(['workflows', 'show', 'sample'])).stdout).toContain(pushed.addedSigners[0]);
  });

  test('the key of an author alone does not run a folder', async () => {
    mkdirSync(bench.in('folder'));
    copyFileSync(bench.in('sample.wpk.yaml'), bench.in('folder/sample.wpk.yaml'));

    const refused = await bench.atomctl(['run', 'folder', '--key', 'ada/atomctl.key', '--json']);

    expect(refusal(refused)).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect(refused.json().error.hint).toContain('atomctl pack folder');
  });

  test('all signatures are pulled, and cover plan, run and the dry-run of the stored package', async () => {
    const { atomctl, in: inside } = bench;
    mkdirSync(inside('carried'));

    const pulled = (await atomctl(['pull', 'sample', '--to', 'carried', '--json'])).json();
    const ran = await atomctl(['run', 'sample', '--approve', '--reason', 'a test', '--json']);
    const shown = (await atomctl(['runs', 'show', ran.json().id, '--json'])).json();

    expect(pulled.bundles).toEqual([`${pulled.file}.sigstore.json`, `${pulled.file}.2.sigstore.json`]);
    expect(pulled.bundle).toBe(pulled.bundles[0]);
    expect((await atomctl(['verify', pulled.file, '--json'])).json()).toMatchObject({ signatures: [{}, {}] });
    expect(ran).toMatchObject({ exitCode: 0 });
    const sig = Buffer.from(shown.cosign_sig, 'base64');
    expect(sig.equals(readFileSync(path.resolve(inside('.'), pulled.bundle)))).toBe(true);
  });

  test('a store that somebody changed cannot make one signer two', async () => {
    const { atomctl, home } = bench;
    const sql = (text: string) => {
      const database = new Database(path.join(home, 'atomctl.db'));
      database.exec(text);
      database.close();
    };
    sql(`UPDATE workflows SET further_signatures =
      json_array(json_object('signer', 'sha256:bob', 'cosign_blob', cosign_blob))`);

    expect(await say('plan', 'sample')).toBe('4 ATOM_SIGNATURES_TOO_FEW');
    expect((await atomctl(['push', bench.wpk])).exitCode).toBe(0);
    expect((await atomctl(['plan', 'sample'])).exitCode).toBe(0);
  });
});

describe('a package that names its signer', () => {
  test('is signed by that one first, and then by others', async () => {
    const bench = workbench();
    for (const who of ['ada', 'bob']) {
      mkdirSync(bench.in(who));
      await succeed(bench.atomctl(['key', 'generate', '--out', who]));
      await succeed(bench.atomctl(['trust', 'add', `${who}/atomctl.pub`]));
    }
    const entries = (await bench.atomctl(['trust', 'list', '--json'])).json().items;
    const ada = entries.at(-1).signer.keyId;
    const wpk = await bench.pack('strict', '1.0.0', `  signature: {keyRef: "${ada}"}\n`);
    const sign = (who: string) => bench.atomctl(['sign', wpk, '--key', `${who}/atomctl.key`, '--json']);

    expect(refusal(await sign('bob'))).toBe('4 ATOM_SIGNER_UNTRUSTED');
    expect((await sign('ada')).exitCode).toBe(0);
    expect((await sign('bob')).exitCode).toBe(0);
    expect((await bench.atomctl(['verify', wpk, '--json'])).json()).toMatchObject({ signatures: [{}, {}] });
    rmSync(`${wpk}.sigstore.json`);
    expect(refusal(await bench.atomctl(['verify', wpk, '--json']))).toBe('4 ATOM_SIGNER_UNTRUSTED');
  });
});
