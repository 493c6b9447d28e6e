import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import type { TrustMaterial } from '@sigstore/verify';
import { isJsonObject, type Json } from '../../base/json.ts';
import type { SignatureTime } from '../../model/trust.ts';

type Entry = Bundle['verificationMaterial']['tlogEntries'][number];

export interface EntryContext {
  /** Of the signer; undefined when a key signed. */
  readonly certificate: X509Certificate | undefined;
  readonly key: KeyObject;
  readonly logs: TrustMaterial['tlogs'];
  readonly time: SignatureTime | undefined;
}

/** Where each kind of entry names who signed: `kind/version` → path in its body. */
const VERIFIERS: Readonly<Record<string, readonly string[]>> = {
  'hashedrekord/0.0.1': ['spec', 'signature', 'publicKey', 'content'],
  'dsse/0.0.1': ['spec', 'signatures', '0', 'verifier'],
  'intoto/0.0.2': ['spec', 'content', 'envelope', 'signatures', '0', 'publicKey'],
  'hashedrekord/0.0.2': ['spec', 'hashedRekordV002', 'signature', 'verifier'],
  'dsse/0.0.2': ['spec', 'dsseV002', 'signatures', '0', 'verifier'],
};

export function entriesOf({ verificationMaterial }: Bundle): readonly Entry[] {
  return verificationMaterial.tlogEntries;
}

/**
 * What @sigstore/verify does not compare: that the entry was made by this very certificate or key, that the numbers
 * of its proof are those of the signed checkpoint, and that the log's key was in use at the proven time.
 */
export function checkLogEntry(entry: Entry, context: EntryContext): void {
  if (!namesSigner(entry, context)) throw new Error('the log entry is about another certificate or key');
  checkProofNumbers(entry);
  const { time, logs } = context;
  if (time === undefined) return;
  const proven = new Date(time.sigTime);
  const inUse = logs.some(
    ({ logID, validFor }) =>
      logID.equals(entry.logId.keyId) && validFor.start <= proven && proven <= validFor.end,
  );
  if (!inUse) throw new Error(`the log's key was not in use at ${time.sigTime}`);
}

function checkProofNumbers({ inclusionProof: proof }: Entry): void {
  if (proof === undefined) return;
  const [, size, root] = proof.checkpoint?.envelope.split('\n') ?? [];
  if (size === proof.treeSize && root === Buffer.from(proof.rootHash).toString('base64')) return;
  throw new Error('the inclusion proof and its checkpoint are about different trees');
}

function namesSigner(entry: Entry, { certificate, key }: EntryContext): boolean {
  const path = VERIFIERS[`${entry.kindVersion.kind}/${entry.kindVersion.version}`];
  if (path === undefined) return false;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse gives JSON.
  const body = JSON.parse(entry.canonicalizedBody.toString('utf8')) as Json;
  const named = verifierOf(at(body, path));
  if (named === undefined) return false;
  if (certificate !== undefined) return named.certificate?.equals(certificate.raw) === true;
  return named.key?.equals(spki(key)) === true;
}

/** Rekor v1 keeps PEM in base64, v2 DER in base64 beside the kind's name. */
function verifierOf(verifier: Json | undefined): { certificate?: Buffer; key?: Buffer } | undefined {
  if (typeof verifier === 'string') {
    const pem = Buffer.from(verifier, 'base64').toString('latin1');
    return pem.includes('BEGIN CERTIFICATE')
      ? { certificate: new X509Certificate(pem).raw }
      : { key: spki(createPublicKey(pem)) };
  }
  const certificate = at(verifier, ['x509Certificate', 'rawBytes']);
  if (typeof certificate === 'string') return { certificate: Buffer.from(certificate, 'base64') };
  const key = at(verifier, ['publicKey', 'rawBytes']);
  return typeof key === 'string' ? { key: Buffer.from(key, 'base64') } : undefined;
}

function at(json: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)];
    return isJsonObject(value) ? value[name] : undefined;
  }, json);
}

function spki(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' });
}
