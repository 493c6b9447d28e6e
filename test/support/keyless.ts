import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';

export const IDENTITY = 'https://ci.example.org/acme/ops/release.yml@refs/heads/main';
export const ISSUER = 'https://issuer.example.org';

export interface Signing {
  readonly artifact: Uint8Array;
  readonly identity?: string;
  /** What is timestamped and logged of; a DSSE envelope of this in-toto statement instead of the artifact. */
  readonly statement?: object;
  readonly log?: boolean;
  readonly timestamp?: boolean;
  /** Log an entry that names another certificate than the bundle carries. */
  readonly foreignEntry?: boolean;
}

/** A whole Sigstore in this process: authority, both logs, timestamps, and the trusted root of them all. */
export interface TestSigstore {
  readonly trustedRoot: string;
  /** Certificates that are not for signing code: of the certificate and the timestamp authority. */
  readonly otherCertificates: { readonly authority: Uint8Array; readonly timestamps: Uint8Array };
  /** A bundle v0.3 as parsed JSON, to be broken by tests. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests reach into it to break it.
  bundle(signing: Signing): Promise<any>;
}

/** `certifiedAt`: what the authority's clock says; now when absent. */
export async function testSigstore(clocks: { certifiedAt?: Date } = {}): Promise<TestSigstore> {
  const pairs = { ca: pair('P-384'), ct: pair('P-256'), log: pair('P-256'), tsa: pair('P-384') };
  const began = new Date(Date.now() - 7 * 86_400_000);
  const ctlog = await initializeCTLog(pairs.ct, clocks.certifiedAt);
  const ca = await initializeCA(pairs.ca, ctlog, clocks.certifiedAt);
  const tlog = await initializeTLog('https://rekor.example.org', pairs.log);
  const clock = new Date();
  const tsa = await initializeTSA(pairs.tsa, clock);

  const authority = (uri: string, certificates: readonly Uint8Array[]) => ({
    subject: { organization: 'example.org', commonName: 'test' },
    uri,
    certChain: { certificates: certificates.map((bytes) => ({ rawBytes: base64(bytes) })) },
    validFor: { start: began.toISOString() },
  });
  const log = (baseUrl: string, key: Uint8Array) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: base64(key),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: began.toISOString() },
    },
    logId: { keyId: base64(sha256(key)) },
  });
  const trustedRoot = JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log('https://rekor.example.org', tlog.publicKey)],
    certificateAuthorities: [authority('https://fulcio.example.org', [view(ca.rootCertificate)])],
    ctlogs: [log('https://ctfe.example.org', ctlog.publicKey)],
    timestampAuthorities: [
      authority('https://tsa.example.org', [view(tsa.intCertificate), view(tsa.rootCertificate)]),
    ],
  });

  return {
    trustedRoot,
    otherCertificates: { authority: view(ca.rootCertificate), timestamps: view(tsa.intCertificate) },
    bundle: async ({ artifact, identity = IDENTITY, statement, ...wanted }) => {
      const leaf = pair('P-256');
      const certificate = view(
        await ca.issueCertificate({
          publicKey: new Uint8Array(leaf.publicKey.export({ format: 'der', type: 'spki' })),
          subjectAltName: identity,
          extensions: [
            { oid: '1.3.6.1.4.1.57264.1.1', value: ISSUER, legacy: true },
            { oid: '1.3.6.1.4.1.57264.1.8', value: ISSUER },
          ],
        }),
      );
      const payload = Buffer.from(JSON.stringify(statement ?? {}));
      const signed = statement === undefined ? artifact : preAuth(payload);
      const signature = sign('sha256', signed, leaf.privateKey);
      const logged = wanted.foreignEntry === true ? view(tsa.intCertificate) : certificate;
      const pem = `-----BEGIN CERTIFICATE-----\n${base64(logged)}\n-----END CERTIFICATE-----\n`;
      const entry =
        statement === undefined
          ? {
              apiVersion: '0.0.1',
              kind: 'hashedrekord',
              spec: {
                signature: { content: base64(signature), publicKey: { content: base64(Buffer.from(pem)) } },
                data: { hash: { algorithm: 'sha256', value: sha256(artifact).toString('hex') } },
              },
            }
          : {
              apiVersion: '0.0.1',
              kind: 'dsse',
              spec: {
                signatures: [{ signature: base64(signature), verifier: base64(Buffer.from(pem)) }],
                payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
              },
            };
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: {
          certificate: { rawBytes: base64(certificate) },
          tlogEntries: wanted.log === false ? [] : [toEntry(await tlog.log(entry), entry)],
          timestampVerificationData: {
            rfc3161Timestamps:
              wanted.timestamp === true ? [{ signedTimestamp: await timestampOf(signature) }] : [],
          },
        },
        ...(statement === undefined
          ? {
              messageSignature: {
                messageDigest: { algorithm: 'SHA2_256', digest: base64(sha256(artifact)) },
                signature: base64(signature),
              },
            }
          : {
              dsseEnvelope: {
                payload: base64(payload),
                payloadType: 'application/vnd.in-toto+json',
                signatures: [{ sig: base64(signature), keyid: '' }],
              },
            }),
      };
    },
  };

  async function timestampOf(signature: Uint8Array): Promise<string> {
    // Whole seconds, as real authorities write them: the library does not read every other fraction.
    clock.setTime(Math.floor(Date.now() / 1000) * 1000);
    const response = await tsa.timestamp({
      artifactHash: sha256(signature),
      hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
      nonce: 1,
      policyOID: '1.2.3.4',
    });
    return base64(view(response));
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- Rekor's answer is keyed by a random id.
function toEntry(answer: Record<string, any>, { kind, apiVersion }: { kind: string; apiVersion: string }) {
  const [entry] = Object.values(answer);
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes,
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

function preAuth(payload: Uint8Array): Buffer {
  const type = 'application/vnd.in-toto+json';
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
}

function pair(namedCurve: string) {
  return generateKeyPairSync('ec', { namedCurve });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function view(bytes: ArrayBufferView): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
