import { decodeBase64 } from '../base/base64.ts';

const BASE64: ReadonlySet<string> = new Set([
  'rawBytes',
  'keyId',
  'signedEntryTimestamp',
  'rootHash',
  'hashes',
  'canonicalizedBody',
  'signedTimestamp',
]);
const OTHERS: ReadonlySet<string> = new Set([
  'publicKey',
  'hint',
  'certificate',
  'x509CertificateChain',
  'certificates',
  'tlogEntries',
  'logIndex',
  'logId',
  'kindVersion',
  'kind',
  'version',
  'integratedTime',
  'inclusionPromise',
  'inclusionProof',
  'treeSize',
  'checkpoint',
  'envelope',
  'timestampVerificationData',
  'rfc3161Timestamps',
]);
const MAX_DEPTH = 8;

/**
 * That a bundle's verification material has no field that we do not know, and all of its bytes in their one
 * spelling: the library skips both silently, and then two different bundles would mean the same.
 * Throws an Error that names the field.
 */
export function checkMaterial(value: unknown, at: string, depth = 0): void {
  if (depth > MAX_DEPTH) throw new Error(`${at} is nested too deeply`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}.${key}`;
    if (BASE64.has(key)) [inner].flat().forEach((item) => checkBase64(item, place));
    else if (Array.isArray(value) || OTHERS.has(key)) checkMaterial(inner, place, depth + 1);
    else throw new Error(`${place} is not known`);
  }
}

function checkBase64(value: unknown, at: string): void {
  if (typeof value === 'string' && decodeBase64(value) !== undefined) return;
  throw new Error(`${at} must be base64`);
}
