import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkCertificate } from '../../../src/adapters/sigstore/certificate.ts';
import { bundleProofs } from '../../../src/adapters/sigstore/verify-proofs.ts';
import { sha256Hex } from '../../../src/base/digest.ts';
import { AtomError } from '../../../src/base/errors.ts';
import type { VerifiedWpk } from '../../../src/model/trust.ts';
import { SIGNED_PREDICATE } from '../../../src/trust/statement.ts';
import { verifyPackage } from '../../../src/services/verify-package.ts';
import { IDENTITY, ISSUER, testSigstore } from '../../support/keyless.ts';
import { manifestText } from '../../support/packages.ts';

const BLOB = Buffer.from(manifestText());
const sigstore = await testSigstore();

type Wanted = {
  identity?: string;
  issuer?: string;
  predicateType?: string;
  root?: string;
  blob?: Uint8Array;
};

/** Verifies as `verify --certificate-identity … --trusted-root` does. */
async function verify(bundle: unknown, wanted: Wanted = {}): Promise<VerifiedWpk> {
  const { identity = IDENTITY, issuer = ISSUER, root = sigstore.trustedRoot, blob = BLOB, ...rest } = wanted;
  return verifyPackage(
    {
      files: { read: async () => Buffer.from(root) },
      policyFile: 'trust.yaml',
      tenant: 'local',
      now: () => new Date(),
      proofs: async () => bundleProofs,
    },
    {
      blob,
      displayName: 'sample.wpk.yaml',
      proofs: [{ name: 'sample.wpk.yaml.sigstore.json', bytes: Buffer.from(JSON.stringify(bundle)) }],
      trust: { kind: 'identity', identity, issuer, trustedRoot: 'root.json' },
      ...rest,
    },
  );
}

async function refusal(bundle: unknown, wanted: Wanted = {}): Promise<AtomError> {
  const thrown = await verify(bundle, wanted).then(
    () => 'it verified',
    (error: unknown) => error,
  );
  if (thrown instanceof AtomError) return thrown;
  throw new Error(`no refusal: ${String(thrown)}`);
}

/** A bundle with one thing about it changed. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests reach into it to break it.
async function broken(change: (bundle: any, entry: any) => void, timestamp = false): Promise<unknown> {
  const bundle = await sigstore.bundle({ artifact: BLOB, timestamp });
  change(bundle, bundle.verificationMaterial.tlogEntries[0]);
  return bundle;
}

describe('a keyless bundle', () => {
  test('verifies, and the log proves its time', async () => {
    const { signatures, name } = await verify(await sigstore.bundle({ artifact: BLOB }));

    expect(name).toBe('sample');
    expect(signatures[0]).toMatchObject({
      signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
      sigTimeSource: 'log',
    });
  });

  test('verifies with a log that promises no time, when a timestamp proves one', async () => {
    const bundle = await broken((_, entry) => delete entry.inclusionPromise, true);

    expect((await verify(bundle)).signatures[0].sigTimeSource).toBe('timestamp');
  });

  test('verifies as v0.1 with a promise, and as v0.2 with a chain', async () => {
    expect((await verify(await broken(chained('0.1')))).name).toBe('sample');
    expect((await verify(await broken(chained('0.2')))).name).toBe('sample');
  });

  test.each([
    ['another identity', { identity: `${IDENTITY}x` }],
    ['the beginning of the identity', { identity: IDENTITY.slice(0, -1) }],
    ['a pattern that would match it', { identity: 'https://.*' }],
    ['another issuer', { issuer: 'https://other.example.org' }],
  ])('is not trusted for %s', async (_, wanted) => {
    expect(await refusal(await sigstore.bundle({ artifact: BLOB }), wanted)).toMatchObject({
      code: 'ATOM_SIGNER_UNTRUSTED',
    });
  });

  test('is refused when its certificate had expired before it was logged', async () => {
    const late = await testSigstore({ certifiedAt: new Date(Date.now() - 3_600_000) });

    const error = await refusal(await late.bundle({ artifact: BLOB }), { root: late.trustedRoot });

    expect(error.message).toContain('certificate');
    expect(error.code).toBe('ATOM_SIGNATURE_INVALID');
  });

  test('is refused under the root of another Sigstore, the public-good one included', async () => {
    const other = await testSigstore();

    expect((await refusal(await sigstore.bundle({ artifact: BLOB }), { root: other.trustedRoot })).code).toBe(
      'ATOM_SIGNATURE_INVALID',
    );
  });

  test('is refused without any proof of time', async () => {
    const bundle = await broken((_, entry) => delete entry.inclusionPromise);

    expect((await refusal(bundle)).message).toContain('timestamps');
  });

  test('is refused without a log entry', async () => {
    const bundle = await sigstore.bundle({ artifact: BLOB, log: false, timestamp: true });

    expect((await refusal(bundle)).message).toContain('tlog');
  });

  // oxlint-disable-next-line typescript/no-explicit-any -- tests reach into it to break it.
  test.each<[string, (entry: Record<string, any>) => void]>([
    ['without its inclusion proof', (entry) => delete entry['inclusionProof']],
    ['without its checkpoint', (entry) => delete entry['inclusionProof'].checkpoint],
    [
      'with a checkpoint of another tree',
      (entry) => {
        const envelope: string = entry['inclusionProof'].checkpoint.envelope;
        entry['inclusionProof'].checkpoint.envelope = envelope.replace('\n1\n', '\n2\n');
      },
    ],
    [
      'with a checkpoint that nobody signed',
      (entry) => {
        const envelope: string = entry['inclusionProof'].checkpoint.envelope;
        entry['inclusionProof'].checkpoint.envelope = envelope
          .replace(/(\u2014 \S+ \S{20})./, (_, head) => `${head}A`)
          .replace(/(\u2014 \S+ \S{21})./, '$1B');
      },
    ],
    [
      'with another root hash',
      (entry) => (entry['inclusionProof'].rootHash = Buffer.alloc(32).toString('base64')),
    ],
    ['with another tree size', (entry) => (entry['inclusionProof'].treeSize = '2')],
    [
      'with another promise',
      (entry) => (entry['integratedTime'] = String(Number(entry['integratedTime']) + 1)),
    ],
    ['with another index', (entry) => (entry['logIndex'] = String(Number(entry['logIndex']) + 1))],
    ['with another body', (entry) => (entry['canonicalizedBody'] = Buffer.from('{}').toString('base64'))],
  ])('is refused %s', async (_, change) => {
    const error = await refusal(await broken((_bundle, entry) => change(entry)));

    expect(['ATOM_SIGNATURE_INVALID', 'ATOM_BUNDLE_INVALID']).toContain(error.code);
  });

  test('is refused with the log entry of another signature, and with an entry twice', async () => {
    const other = await sigstore.bundle({ artifact: BLOB });
    const [foreign] = other.verificationMaterial.tlogEntries;

    const swapped = await broken((bundle) => (bundle.verificationMaterial.tlogEntries = [foreign]));
    const twice = await broken((bundle, entry) => bundle.verificationMaterial.tlogEntries.push(entry));

    expect((await refusal(swapped)).message).toContain('signature mismatch');
    expect((await refusal(twice)).message).toContain('duplicate');
  });

  test('is refused when its log entry names another certificate', async () => {
    const bundle = await sigstore.bundle({ artifact: BLOB, foreignEntry: true });

    expect((await refusal(bundle)).message).toContain('about another certificate');
  });

  test('needs a certificate for signing code, and none of an authority', () => {
    const { authority, timestamps } = sigstore.otherCertificates;

    expect(() => checkCertificate(new X509Certificate(authority))).toThrow('authority');
    expect(() => checkCertificate(new X509Certificate(timestamps))).toThrow('not for code signing');
  });

  test('is refused with the timestamp of another signature, and with a damaged one', async () => {
    const other = await sigstore.bundle({ artifact: BLOB, timestamp: true });
    const timestamps = other.verificationMaterial.timestampVerificationData;

    const swapped = await broken(
      (bundle) => (bundle.verificationMaterial.timestampVerificationData = timestamps),
    );
    const damaged = await broken((bundle) => {
      bundle.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp = 'AAAA';
    }, true);

    expect((await refusal(swapped)).code).toBe('ATOM_SIGNATURE_INVALID');
    expect(['ATOM_SIGNATURE_INVALID', 'ATOM_BUNDLE_INVALID']).toContain((await refusal(damaged)).code);
  });

  test('of another file is refused, whatever digest it claims', async () => {
    const blob = Buffer.from(manifestText('other'));
    const bundle = await sigstore.bundle({ artifact: BLOB });
    const { digest } = (await sigstore.bundle({ artifact: blob })).messageSignature.messageDigest;

    expect((await refusal(bundle, { blob })).message).toContain('another file');
    bundle.messageSignature.messageDigest.digest = digest;
    expect((await refusal(bundle, { blob })).code).toBe('ATOM_SIGNATURE_INVALID');
  });

  test('is not accepted as the signature of a key', async () => {
    const bundle = await broken(({ verificationMaterial: material }) => {
      delete material.certificate;
      material.publicKey = { hint: '' };
    });

    expect((await refusal(bundle)).message).toContain('no certificate');
  });
});

describe('a keyless attestation', () => {
  test('that says "signed" counts as a signature', async () => {
    expect((await verify(await attested(BLOB, SIGNED_PREDICATE))).name).toBe('sample');
  });

  test('about another file is refused', async () => {
    const bundle = await attested(Buffer.from('other'), SIGNED_PREDICATE);

    expect((await refusal(bundle)).message).toContain('another file');
  });

  test('of another type counts only when it is asked for', async () => {
    const type = 'https://slsa.dev/provenance/v1';
    const bundle = await attested(BLOB, type);

    expect((await refusal(bundle)).message).toContain(type);
    expect((await verify(bundle, { predicateType: type })).name).toBe('sample');
  });
});

/** Turns a bundle v0.3 into an older one, with its certificate in a chain. */
function chained(version: string) {
  return (bundle: { mediaType: string; verificationMaterial: Record<string, unknown> }) => {
    bundle.mediaType = `application/vnd.dev.sigstore.bundle+json;version=${version}`;
    const { certificate, ...rest } = bundle.verificationMaterial;
    bundle.verificationMaterial = { x509CertificateChain: { certificates: [certificate] }, ...rest };
  };
}

function statement(blob: Uint8Array, predicateType: string) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'sample', digest: { sha256: sha256Hex(blob) } }],
    predicateType,
    predicate: {},
  };
}

function attested(blob: Uint8Array, predicateType: string) {
  return sigstore.bundle({ artifact: BLOB, statement: statement(blob, predicateType) });
}
