import { X509Certificate } from 'node:crypto';
import type { Digest } from '../base/digest.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import type { SignatureSummary } from '../model/packages.ts';
import type { Signer } from '../model/trust.ts';

/** Without where it was read, and why it is only a claim. */
export type Claim = Omit<SignatureSummary, 'bundle' | 'reason'>;

const UNREADABLE: Claim = { state: 'unreadable', signer: null, time: null, sameDigest: null };

/** 1.3.6.1.4.1.57264.1.8, Fulcio's "Issuer (V2)", as it stands in a certificate. */
const ISSUER_OID = Buffer.from('060a2b0601040183bf300108', 'hex');

/**
 * Who a Sigstore bundle says has signed, and when: read, not checked. Good for showing to a person who
 * has not decided yet, and for nothing else.
 */
export function claimedSignature(bundle: Uint8Array, packageDigest: Digest): Claim {
  const root = parse(bundle);
  const material = at(root, 'verificationMaterial');
  if (!isJsonObject(material)) return UNREADABLE;
  return {
    state: 'claimed',
    signer: keyOf(material) ?? identityOf(material) ?? null,
    time: logTimeOf(material),
    sameDigest: sameDigest(at(root, 'messageSignature', 'messageDigest', 'digest'), packageDigest),
  };
}

function keyOf(material: Json): Signer | undefined {
  const hint = at(material, 'publicKey', 'hint');
  if (typeof hint !== 'string') return undefined;
  const hash = Buffer.from(hint, 'base64');
  return hash.length === 32 ? { kind: 'key', keyId: `sha256:${hash.toString('hex')}` } : undefined;
}

function identityOf(material: Json): Signer | undefined {
  const raw =
    at(material, 'certificate', 'rawBytes') ??
    at(material, 'x509CertificateChain', 'certificates', 0, 'rawBytes');
  if (typeof raw !== 'string') return undefined;
  try {
    const certificate = new X509Certificate(Buffer.from(raw, 'base64'));
    const [, identity] = /^(?:email|URI):([^,]+)/.exec(certificate.subjectAltName ?? '') ?? [];
    const issuer = issuerOf(certificate.raw);
    return identity === undefined || issuer === undefined
      ? undefined
      : { kind: 'identity', identity, issuer };
  } catch {
    return undefined;
  }
}

/** The extension is OCTET STRING { UTF8String }, each with a length of one byte. */
function issuerOf(der: Buffer): string | undefined {
  const start = der.indexOf(ISSUER_OID);
  if (start === -1) return undefined;
  const [octets, , text, length = 0] = der.subarray(start + ISSUER_OID.length);
  if (octets !== 0x04 || text !== 0x0c || length > 127) return undefined;
  const value = start + ISSUER_OID.length + 4;
  return der.toString('utf8', value, value + length);
}

function logTimeOf(material: Json): string | null {
  const seconds = Number(at(material, 'tlogEntries', 0, 'integratedTime') ?? Number.NaN);
  return seconds > 0 && seconds < 1e11 ? new Date(seconds * 1000).toISOString() : null;
}

function sameDigest(digest: Json | undefined, packageDigest: Digest): boolean | null {
  const bytes = typeof digest === 'string' ? Buffer.from(digest, 'base64') : undefined;
  return bytes?.length === 32 ? `sha256:${bytes.toString('hex')}` === packageDigest : null;
}

function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let found = value;
  for (const step of path) {
    if (typeof step === 'number') found = Array.isArray(found) ? found[step] : undefined;
    else found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever JSON.parse gives is JSON.
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
