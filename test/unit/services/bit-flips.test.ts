import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleProofs } from '../../../src/adapters/sigstore/verify-proofs.ts';
import { AtomError } from '../../../src/base/errors.ts';
import { digestOf } from '../../../src/base/digest.ts';
import type { TrustEntry } from '../../../src/model/trust.ts';
import { openPackageBytes } from '../../../src/services/open-package-bytes.ts';
import { packFolder } from '../../../src/services/pack-folder.ts';
import { buildBundle } from '../../../src/adapters/sigstore/build-bundle.ts';
import { signPackage } from '../../../src/services/sign-package.ts';
import { verifyPackage } from '../../../src/services/verify-package.ts';
import { loadKey, makeKeyPair } from '../../../src/trust/private-key.ts';
import { formatPolicy } from '../../../src/trust/policy-file.ts';
import { disk } from '../../../src/adapters/files/disk.ts';
import { temporaryDirectory } from '../../support/cli.ts';
import { IDENTITY, ISSUER, testSigstore } from '../../support/keyless.ts';
import { manifestText, writeFiles } from '../../support/packages.ts';

const NAME = 'sample-1.0.0.wpk';

let policy = '';
let blob: Uint8Array = new Uint8Array();
let bundle: Uint8Array = new Uint8Array();
let keyless: Uint8Array = new Uint8Array();

beforeAll(async () => {
  const folder = writeFiles(temporaryDirectory(), { 'sample.wpk.yaml': manifestText() });
  const { wpk } = await packFolder({ files: disk, sourceDateEpoch: 0 }, folder);
  blob = wpk.blob;

  const { privatePem, publicPem, publicKey } = await makeKeyPair('', {
    salt: randomBytes(32),
    nonce: randomBytes(24),
  });
  const key = await loadKey({ pem: privatePem, file: 'k', password: async () => '' });
  bundle = Buffer.from(await signPackage({ buildBundle }, openPackageBytes(blob, NAME), key));

  const sigstore = await testSigstore();
  keyless = Buffer.from(JSON.stringify(await sigstore.bundle({ artifact: blob })));
  const root = digestOf(sigstore.trustedRoot);
  policy = formatPolicy({
    required: [],
    entries: [
      entry('key', { signer: { kind: 'key', keyId: publicKey.keyId }, publicKey: publicPem }),
      entry('identity', {
        signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
        trustedRoot: root,
      }),
    ],
    roots: new Map([[root, sigstore.trustedRoot]]),
  });
});

describe('one flipped bit', () => {
  test('nowhere: both signatures verify', async () => {
    expect(await outcome(blob, bundle)).toBe('verified by key');
    expect(await outcome(blob, keyless)).toBe('verified by identity');
  });

  test('anywhere in the package: neither verifies', async () => {
    for (const flipped of flips(blob)) expect(await outcome(flipped, bundle)).toMatch(/^ATOM_/);
    for (const flipped of sample(blob)) expect(await outcome(flipped, keyless)).toMatch(/^ATOM_/);
  });

  test('anywhere in the bundle of a key, but in its hint: it does not verify', async () => {
    for (const flipped of flips(bundle)) {
      // The hint only says where to look: one that is no key id leaves every trusted key to be tried.
      const inHint = withoutHint(flipped) === withoutHint(bundle);
      expect(await outcome(blob, flipped)).toMatch(inHint ? /^ATOM_|^verified by key$/ : /^ATOM_/);
    }
  });

  test('anywhere in a keyless bundle: it does not verify', async () => {
    for (const flipped of sample(keyless)) expect(await outcome(blob, flipped)).toMatch(/^ATOM_/);
  });
});

/** What became of it: who verified it, or the code of the refusal. Anything but these is a bug, and thrown. */
async function outcome(bytes: Uint8Array, proof: Uint8Array): Promise<string> {
  const deps = {
    files: { read: async () => Buffer.from(policy) },
    policyFile: 'trust.yaml',
    tenant: 'local',
    now: () => new Date(),
    proofs: async () => bundleProofs,
  };
  try {
    const proofs = [{ name: `${NAME}.sigstore.json`, bytes: proof }];
    const { signatures } = await verifyPackage(deps, { blob: bytes, displayName: NAME, proofs });
    return `verified by ${signatures[0].trustedBy.join()}`;
  } catch (error) {
    if (error instanceof AtomError && error.exitCode === 4) return error.code;
    throw error;
  }
}

function withoutHint(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/"hint":"[^"]*"/, '');
}

function* flips(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) yield flip(bytes, bit);
}

function sample(bytes: Uint8Array): Uint8Array[] {
  const bit = fc.integer({ min: 0, max: bytes.length * 8 - 1 });
  return fc.sample(bit, 400).map((at) => flip(bytes, at));
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

function entry(id: string, some: Pick<TrustEntry, 'signer'> & Partial<TrustEntry>): TrustEntry {
  return {
    id,
    packages: ['*'],
    tenant: 'local',
    mayExcept: [],
    addedAt: '2027-01-01T00:00:00Z',
    ...some,
  };
}
