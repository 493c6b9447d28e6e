import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBundle } from '../../../src/adapters/sigstore/build-bundle.ts';
import { bundleProofs } from '../../../src/adapters/sigstore/verify-proofs.ts';
import { digestOf } from '../../../src/base/digest.ts';
import { AtomError } from '../../../src/base/errors.ts';
import type { GivenProof, TrustEntry, TrustPolicy } from '../../../src/model/trust.ts';
import { verifyPackage } from '../../../src/services/verify-package.ts';
import { formatPolicy } from '../../../src/trust/policy-file.ts';
import { loadKey } from '../../../src/trust/private-key.ts';
import { IDENTITY, ISSUER, testSigstore } from '../../support/keyless.ts';
import { manifestText } from '../../support/packages.ts';

const NAME = 'sample.wpk.yaml';
const BLOB = Buffer.from(manifestText());
const OTHER = Buffer.from(manifestText('other'));

interface Person {
  readonly keyId: string;
  /** What she says of the package; of other bytes where they are given. */
  readonly bundle: (blob?: Uint8Array) => Promise<Uint8Array>;
  readonly entry: TrustEntry;
}

const [ada, bob, eve] = [await person('ada'), await person('bob'), await person('eve')];
const sigstore = await testSigstore();
const root = digestOf(sigstore.trustedRoot);
const ci = entry('ci', {
  signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
  trustedRoot: root,
});

describe('two who must sign', () => {
  test('are two keys, or a key and an identity, in whatever order', async () => {
    const keyless = Buffer.from(JSON.stringify(await sigstore.bundle({ artifact: BLOB })));
    const [first, second] = [await ada.bundle(), await bob.bundle()];

    expect(await outcome([first, second])).toBe('2 of 2: ada bob');
    expect(await outcome([second, first])).toBe('2 of 2: bob ada');
    expect(await outcome([first, keyless])).toBe('2 of 2: ada ci');
    expect(await outcome([first, second, keyless])).toBe('3 of 2: ada bob ci');
    expect(await outcome([first])).toBe('ATOM_SIGNATURES_TOO_FEW');
  });

  test('are not one who signs twice, in the same bytes or anew', async () => {
    const first = await ada.bundle();

    expect(await outcome([first, first])).toBe('ATOM_SIGNATURES_TOO_FEW');
    expect(await outcome([first, await ada.bundle()])).toBe('ATOM_SIGNATURES_TOO_FEW');
    expect(await outcome([first, hinted(await ada.bundle(), bob.keyId)])).toBe('ATOM_SIGNATURES_TOO_FEW');
    expect(await outcome([first, hinted(await ada.bundle(), undefined)])).toBe('ATOM_SIGNATURES_TOO_FEW');
  });

  test('are not one who is trusted by two entries', async () => {
    const entries = [ada.entry, { ...ada.entry, id: 'ada-again', packages: ['sam*'] }];

    expect(await outcome([await ada.bundle(), await ada.bundle()], { entries })).toBe(
      'ATOM_SIGNATURES_TOO_FEW',
    );
  });

  test('are not one who is trusted and one who is not', async () => {
    expect(await outcome([await ada.bundle(), await eve.bundle()])).toBe('ATOM_SIGNATURES_TOO_FEW');
    const entries = [ada.entry, { ...bob.entry, packages: ['other'] }];
    expect(await outcome([await ada.bundle(), await bob.bundle()], { entries })).toBe(
      'ATOM_SIGNATURES_TOO_FEW',
    );
  });

  test.each([
    ['was removed', { removedAt: '2026-01-01T00:00:00Z' }],
    ['was stolen', { removedAt: '2026-01-01T00:00:00Z', compromisedSince: '2025-01-01T00:00:00Z' }],
  ])('are not one whose key %s', async (_, removal) => {
    const entries = [ada.entry, { ...bob.entry, ...removal }];

    expect(await outcome([await ada.bundle(), await bob.bundle()], { entries })).toBe(
      'ATOM_SIGNATURES_TOO_FEW',
    );
  });

  test('are not one who signed this package and one who signed another', async () => {
    expect(await outcome([await ada.bundle(), await bob.bundle(OTHER)])).toBe('ATOM_SIGNATURES_TOO_FEW');
  });
});

describe('a signature that does not count', () => {
  const bad: [string, () => Promise<GivenProof>][] = [
    ['no bundle', async () => given(Buffer.from('{'))],
    ['of another file', async () => given(await bob.bundle(OTHER))],
    ['of somebody unknown', async () => given(await eve.bundle())],
    ['of a key that did not make it', async () => given(hinted(await eve.bundle(), bob.keyId))],
    ['a repetition', async () => given(await ada.bundle())],
    [
      'a file that cannot be read',
      async () => ({ name: 'bad', failure: new AtomError('ATOM_SIGNATURE_MISSING', 'gone') }),
    ],
  ];

  test.each(bad)('and is %s: it spoils nothing, counts for nothing and is named', async (_, make) => {
    const enough = [given(await ada.bundle()), given(await bob.bundle())];
    const one = { ...(await make()), name: 'bad' };
    const places = [0, 1, 2].map((at) => enough.toSpliced(at, 0, one));

    for (const proofs of places) {
      const { signatures, notCounted } = await verify(proofs);
      expect(signatures).toHaveLength(2);
      expect(notCounted).toEqual([{ bundle: expect.any(String), why: expect.any(String) }]);
    }
    expect(await outcome([await ada.bundle()], {}, [one])).toBe('ATOM_SIGNATURES_TOO_FEW');
  });

  test('is named in the error, too', async () => {
    const proofs = [given(await ada.bundle()), { name: 'of-other.json', bytes: await bob.bundle(OTHER) }];

    const error = await verify(proofs).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      code: 'ATOM_SIGNATURES_TOO_FEW',
      message: expect.stringContaining('of-other.json does not count: The signature is of another file'),
      hint: expect.stringContaining('atomctl sign'),
      details: { required: 2, signers: [`key ${ada.keyId}`] },
    });
  });

  test('beside others that do not, is named with each of them', async () => {
    const proofs = [
      { name: 'a.json', bytes: await eve.bundle() },
      { name: 'b.json', bytes: Buffer.from('{') },
    ];

    await expect(verify(proofs)).rejects.toMatchObject({
      code: 'ATOM_SIGNER_UNTRUSTED',
      message: expect.stringMatching(/^a\.json does not count: .*; b\.json does not count: /),
    });
  });
});

describe('any signatures', () => {
  test('one more never takes trust away, and only distinct trusted signers count', async () => {
    const pool: readonly (readonly [string, GivenProof])[] = [
      ['ada', given(await ada.bundle())],
      ['ada', given(await ada.bundle())],
      ['bob', given(await bob.bundle())],
      ['nobody', given(await eve.bundle())],
      ['nobody', given(await ada.bundle(OTHER))],
      ['nobody', given(hinted(await ada.bundle(), bob.keyId))],
      ['nobody', given(Buffer.from('not a bundle'))],
    ];
    const some = fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        some,
        fc.constantFrom(...pool),
        fc.integer({ min: 1, max: 3 }),
        async (chosen, more, signers) => {
          const accepts = async (all: typeof chosen) =>
            verify(
              all.map(([, proof]) => proof),
              { signers },
            ).then(
              () => true,
              () => false,
            );
          const people = new Set(chosen.map(([who]) => who).filter((who) => who !== 'nobody'));
          const [before, after] = [await accepts(chosen), await accepts([...chosen, more])];
          expect(before).toBe(people.size >= signers);
          expect(after || !before).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('more than are looked at are refused, whatever they are', async () => {
    const proofs = Array.from({ length: 17 }, () => given(Buffer.from('{')));

    await expect(verify(proofs)).rejects.toMatchObject({ code: 'ATOM_BUNDLE_INVALID' });
  });
});

describe('with more than one signer', () => {
  test('a rule is excepted only by as many as must sign', async () => {
    const entries = [
      { ...ada.entry, mayExcept: ['host-path', 'privileged'] },
      { ...bob.entry, mayExcept: ['privileged'] },
    ];
    const proofs = [given(await ada.bundle()), given(await bob.bundle())];

    expect((await verify(proofs, { entries })).mayExcept).toEqual(['privileged']);
    expect((await verify(proofs, { entries, signers: 1 })).mayExcept).toEqual(['host-path', 'privileged']);
  });

  test('the one whom the manifest names must be among those who count', async () => {
    const signature = `  signature: {keyRef: "${ada.keyId}"}\n`;
    const blob = Buffer.from(manifestText().replace('spec:\n', `${signature}spec:\n`));
    const [hers, his] = [await ada.bundle(blob), await bob.bundle(blob)];
    const keyless = Buffer.from(JSON.stringify(await sigstore.bundle({ artifact: blob })));

    expect(await outcome([his, hers], { blob })).toBe('2 of 2: bob ada');
    expect(await outcome([his, keyless], { blob })).toBe('ATOM_SIGNER_UNTRUSTED');
  });

  test('the flags of the caller name one, whatever the policy requires', async () => {
    const trusted = { kind: 'identity', identity: IDENTITY, issuer: ISSUER, trustedRoot: 'root' } as const;
    const keyless = given(Buffer.from(JSON.stringify(await sigstore.bundle({ artifact: BLOB }))));

    const verified = await verify([given(await ada.bundle()), keyless], { trust: trusted });

    expect(verified.requiredSigners).toBe(1);
    expect(verified.notCounted).toEqual([expect.objectContaining({ bundle: 'given.json' })]);
  });
});

type Circumstances = Partial<{
  readonly entries: readonly TrustEntry[];
  readonly signers: number;
  readonly blob: Uint8Array;
  readonly trust: Parameters<typeof verifyPackage>[1]['trust'];
}>;

async function verify(proofs: readonly GivenProof[], circumstances: Circumstances = {}) {
  const { entries = [ada.entry, bob.entry, ci], signers = 2, blob = BLOB, trust: source } = circumstances;
  const policy: TrustPolicy = {
    entries,
    required: [{ packages: 'sam*', tenant: 'local', signers }],
    roots: new Map([[root, sigstore.trustedRoot]]),
  };
  const deps = {
    files: {
      read: async (file: string) =>
        Buffer.from(file === 'root' ? sigstore.trustedRoot : formatPolicy(policy)),
    },
    policyFile: 'trust.yaml',
    tenant: 'local',
    now: () => new Date(),
    proofs: async () => bundleProofs,
  };
  return verifyPackage(deps, { blob, displayName: NAME, proofs, ...(source && { trust: source }) });
}

async function outcome(
  bundles: readonly Uint8Array[],
  circumstances: Circumstances = {},
  more: readonly GivenProof[] = [],
): Promise<string> {
  try {
    const proofs = [...bundles.map((bytes) => given(bytes)), ...more];
    const { signatures, requiredSigners } = await verify(proofs, circumstances);
    const who = signatures.map(({ trustedBy }) => trustedBy.join('+')).join(' ');
    return `${signatures.length} of ${requiredSigners}: ${who}`;
  } catch (error) {
    if (error instanceof AtomError) return error.code;
    throw error;
  }
}

function given(bytes: Uint8Array): GivenProof {
  return { name: 'given.json', bytes };
}

/** The bundle with another key's id as its hint, or with none. */
function hinted(bundle: Uint8Array, keyId: string | undefined): Uint8Array {
  const json = JSON.parse(Buffer.from(bundle).toString());
  const hint = keyId === undefined ? '' : Buffer.from(keyId.slice(7), 'hex').toString('base64');
  json.verificationMaterial.publicKey = { hint };
  return Buffer.from(JSON.stringify(json));
}

async function person(id: string): Promise<Person> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  const key = await loadKey({ pem, file: id, password: async () => '' });
  const { keyId } = key.publicKey;
  return {
    keyId,
    bundle: async (blob = BLOB) => Buffer.from(await buildBundle(blob, key)),
    entry: entry(id, {
      signer: { kind: 'key', keyId },
      publicKey: publicKey.export({ format: 'pem', type: 'spki' }),
    }),
  };
}

function entry(id: string, some: Pick<TrustEntry, 'signer'> & Partial<TrustEntry>): TrustEntry {
  return { id, packages: ['*'], tenant: 'local', mayExcept: [], addedAt: '2025-01-01T00:00:00Z', ...some };
}
