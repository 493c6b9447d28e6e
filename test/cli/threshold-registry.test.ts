import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '../support/refusal.ts';
import { signedBench } from '../support/signed-bench.ts';
import { succeed, workbench } from '../support/workbench.ts';

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
