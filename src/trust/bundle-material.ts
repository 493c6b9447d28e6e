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
/** 64 bits: text in JSON. */
const INTEGERS: ReadonlySet<string> = new Set(['logIndex', 'integratedTime', 'treeSize']);
const OTHERS: ReadonlySet<string> = new Set([
  'publicKey',
  'hint',
  'certificate',
  'x509CertificateChain',
  'certificates',
  'tlogEntries',
  'logId',
  'kindVersion',
  'kind',
  'version',
  'inclusionPromise',
  'inclusionProof',
  'checkpoint',
  'envelope',
  'timestampVerificationData',
  'rfc3161Timestamps',
]);
const MAX_DEPTH = 8;

/**
 * That a bundle's verification material has no field that we do not know, and all of its bytes and numbers in their one
 * spelling: the library skips all of that silently, and then two different bundles would mean the same.
 * Throws an Error that names the field.
 */
export function checkMaterial(value: unknown, at: string, depth = 0): void {
  if (depth > MAX_DEPTH) throw new Error(`${at} is nested too deeply`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}.${key}`;
    if (BASE64.has(key)) [inner].flat().forEach((item) => checkBase64(item, place));
    else if (INTEGERS.has(key)) checkInteger(inner, place);
    else if (Array.isArray(value) || OTHERS.has(key)) checkMaterial(inner, place, depth + 1);
    else throw new Error(`${place} is not known`);
  }
}

/** As ProtoJSON writes it; one as a number is read, too. */
function checkInteger(value: unknown, at: string): void {
  if (
    /^(?:0|-?[1-9]\d*)$/.test(
      typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
    )
  )
    return;
  throw new Error(`${at} must be a whole number`);
}

function checkBase64(value: unknown, at: string): void {
  if (typeof value === 'string' && decodeBase64(value) !== undefined) return;
  throw new Error(`${at} must be base64`);
}
