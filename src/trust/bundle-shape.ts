import { decodeBase64 } from '../base/base64.ts';
import { checkMaterial } from './bundle-material.ts';
import type { HashName } from './signature.ts';

/** What is written. */
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

const TYPES: ReadonlySet<unknown> = new Set([
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
  BUNDLE_TYPE,
]);
const HASHES: Readonly<Record<string, HashName>> = {
  SHA2_256: 'sha256',
  SHA2_384: 'sha384',
  SHA2_512: 'sha512',
};
/** Each one costs signature checks: the client specification wants a limit. */
const MAX_PROOFS = 32;

export type BundleContent =
  | {
      readonly kind: 'message';
      readonly hash: HashName;
      readonly digest: Uint8Array;
      readonly signature: Uint8Array;
    }
  | {
      readonly kind: 'dsse';
      readonly payloadType: string;
      readonly payload: Uint8Array;
      readonly signature: Uint8Array;
    };

/** A Sigstore bundle v0.1 to v0.3 as far as every verification needs it; `json` is all of it. */
export interface SignatureBundle {
  readonly content: BundleContent;
  readonly signer: { readonly kind: 'key'; readonly hint: string } | { readonly kind: 'certificate' };
  /** Whether it carries log entries or signed timestamps. */
  readonly hasProofs: boolean;
  readonly json: object;
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws an Error that says which field is wrong. Unknown fields are refused. */
export function readBundleShape(json: unknown): SignatureBundle {
  const root = fields(json, '$', ['mediaType', 'verificationMaterial', 'messageSignature', 'dsseEnvelope']);
  if (!TYPES.has(root['mediaType'])) throw wrong('mediaType', oldFormat(json) ?? 'is not v0.1, v0.2 or v0.3');
  const material = fields(root['verificationMaterial'], 'verificationMaterial', [
    'publicKey',
    'certificate',
    'x509CertificateChain',
    'tlogEntries',
    'timestampVerificationData',
  ]);
  checkMaterial(material, 'verificationMaterial');
  return {
    content: readContent(root),
    signer: readSigner(material),
    hasProofs: countProofs(material) > 0,
    json: root,
  };
}

function readContent(root: Fields): BundleContent {
  const { messageSignature, dsseEnvelope } = root;
  if ((messageSignature === undefined) === (dsseEnvelope === undefined)) {
    throw wrong('messageSignature', 'must be there, or else dsseEnvelope');
  }
  return messageSignature === undefined ? readEnvelope(dsseEnvelope) : readMessage(messageSignature);
}

function readMessage(value: unknown): BundleContent {
  const message = fields(value, 'messageSignature', ['messageDigest', 'signature']);
  const at = 'messageSignature.messageDigest';
  const digest = fields(message['messageDigest'], at, ['algorithm', 'digest']);
  const hash = HASHES[text(digest['algorithm'], `${at}.algorithm`)];
  if (hash === undefined) throw wrong(`${at}.algorithm`, 'is not SHA2_256, SHA2_384 or SHA2_512');
  return {
    kind: 'message',
    hash,
    digest: bytes(digest['digest'], `${at}.digest`),
    signature: bytes(message['signature'], 'messageSignature.signature'),
  };
}

function readEnvelope(value: unknown): BundleContent {
  const envelope = fields(value, 'dsseEnvelope', ['payload', 'payloadType', 'signatures']);
  const signatures = list(envelope['signatures'], 'dsseEnvelope.signatures');
  if (signatures.length !== 1) throw wrong('dsseEnvelope.signatures', 'must hold one signature');
  const signature = fields(signatures[0], 'dsseEnvelope.signatures.0', ['sig', 'keyid']);
  return {
    kind: 'dsse',
    payloadType: text(envelope['payloadType'], 'dsseEnvelope.payloadType'),
    payload: bytes(envelope['payload'], 'dsseEnvelope.payload'),
    signature: bytes(signature['sig'], 'dsseEnvelope.signatures.0.sig'),
  };
}

function readSigner(material: Fields): SignatureBundle['signer'] {
  const { publicKey, certificate, x509CertificateChain: chain } = material;
  const given = [publicKey, certificate, chain].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw wrong('verificationMaterial', 'must hold a publicKey, a certificate or a x509CertificateChain');
  }
  if (publicKey === undefined) return { kind: 'certificate' };
  const { hint } = fields(publicKey, 'verificationMaterial.publicKey', ['hint']);
  return { kind: 'key', hint: hint === undefined ? '' : text(hint, 'verificationMaterial.publicKey.hint') };
}

function countProofs(material: Fields): number {
  const { tlogEntries, timestampVerificationData: data } = material;
  const at = 'verificationMaterial.timestampVerificationData';
  const { rfc3161Timestamps } = data == null ? {} : fields(data, at, ['rfc3161Timestamps']);
  const entries = optionalList(tlogEntries, 'verificationMaterial.tlogEntries');
  const count = entries.length + optionalList(rfc3161Timestamps, `${at}.rfc3161Timestamps`).length;
  if (count > MAX_PROOFS) throw wrong('verificationMaterial', `holds more than ${MAX_PROOFS} proofs`);
  return count;
}

function fields(value: unknown, at: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(at, 'must be an object');
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined && at !== '$') throw wrong(`${at}.${unknown}`, 'is not known');
  if (unknown !== undefined) throw wrong(unknown, oldFormat(value) ?? 'is not known');
  return { ...value };
}

/** cosign's own bundle of before the Sigstore bundle. */
function oldFormat(value: unknown): string | undefined {
  const old = typeof value === 'object' && value !== null && 'base64Signature' in value;
  return old ? "is of cosign's old format; sign with: cosign sign-blob --new-bundle-format" : undefined;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string') throw wrong(at, 'must be text');
  return value;
}

function bytes(value: unknown, at: string): Uint8Array {
  const decoded = decodeBase64(text(value, at));
  if (decoded === undefined || decoded.length === 0) throw wrong(at, 'must be base64');
  return decoded;
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'must be a list');
  return value;
}

function optionalList(value: unknown, at: string): readonly unknown[] {
  return value == null ? [] : list(value, at);
}

function wrong(at: string, why: string): Error {
  return new Error(`${at} ${why}`);
}
