import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { decodeBase64, encodeBase64 } from '../base/base64.ts';
import { AtomError } from '../base/errors.ts';
import { isJsonObject, type Json } from '../base/json.ts';

/** scrypt's parameters: N is its cost, r the block size, p how often. */
interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

interface EncryptedKey {
  readonly parameters: ScryptParameters;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** cosign's own parameters: 64 MiB, about a fifth of a second. */
const COSIGN: ScryptParameters = { N: 65_536, r: 8, p: 1 };
/** Beyond this a key file is an attack on the machine that opens it. 128·N·r bytes of memory, N·r·p of work. */
const MOST = { memory: 2 ** 28, work: 2 ** 22 };
const PEM_TYPE = 'ENCRYPTED SIGSTORE PRIVATE KEY';
const PEM =
  /^\s*-----BEGIN (ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY)-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END \1-----\s*$/;

export function isEncryptedKey(pem: string): boolean {
  return /-----BEGIN ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY-----/.test(pem);
}

/** PKCS#8 as cosign's key file: scrypt and NaCl's secretbox, in PEM. `random` gives the salt (32 bytes) and nonce (24). */
export async function encryptKey(
  pkcs8: Uint8Array,
  password: string,
  random: { readonly salt: Uint8Array; readonly nonce: Uint8Array },
): Promise<string> {
  const key = await keyOf(password, random.salt, COSIGN);
  const body = JSON.stringify({
    kdf: { name: 'scrypt', params: COSIGN, salt: encodeBase64(random.salt) },
    cipher: { name: 'nacl/secretbox', nonce: encodeBase64(random.nonce) },
    ciphertext: encodeBase64(xsalsa20poly1305(key, random.nonce).encrypt(pkcs8)),
  });
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${PEM_TYPE}-----`, ...lines, `-----END ${PEM_TYPE}-----`, ''].join('\n');
}

/**
 * The PKCS#8 in cosign's key file.
 * @throws {AtomError} ATOM_KEY_INVALID for a damaged file or parameters out of bounds, before anything is computed;
 * ATOM_KEY_PASSWORD when the password does not open it.
 */
export async function decryptKey(pem: string, password: string, file: string): Promise<Uint8Array> {
  const { parameters, salt, nonce, ciphertext } = readEncryptedKey(pem, file);
  const key = await keyOf(password, salt, parameters);
  try {
    return xsalsa20poly1305(key, nonce).decrypt(ciphertext);
  } catch {
    throw new AtomError('ATOM_KEY_PASSWORD', `The password does not open ${file}`, {
      hint: 'Set ATOMCTL_PASSWORD (or COSIGN_PASSWORD) to the password it was made with',
    });
  }
}

function readEncryptedKey(pem: string, file: string): EncryptedKey {
  const [, , body = ''] = PEM.exec(pem) ?? [];
  const json = parseBody(body, file);
  const [kdf, cipher] = [objectIn(json, 'kdf'), objectIn(json, 'cipher')];
  if (kdf['name'] !== 'scrypt') throw damaged(file, 'its kdf is not scrypt');
  if (cipher['name'] !== 'nacl/secretbox') throw damaged(file, 'its cipher is not nacl/secretbox');
  const params = objectIn(kdf, 'params');
  const nonce = bytesIn(cipher, 'nonce', file);
  if (nonce.length !== 24) throw damaged(file, 'its nonce is not 24 bytes');
  const parameters = { N: Number(params['N']), r: Number(params['r']), p: Number(params['p']) };
  checkCost(parameters, file);
  return {
    parameters,
    salt: bytesIn(kdf, 'salt', file),
    nonce,
    ciphertext: bytesIn(json, 'ciphertext', file),
  };
}

function checkCost({ N, r, p }: ScryptParameters, file: string): void {
  const whole = [N, r, p].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!whole || N < 2 || !Number.isInteger(Math.log2(N))) {
    throw damaged(file, `scrypt cannot take N=${N}, r=${r}, p=${p}`);
  }
  if (128 * N * r <= MOST.memory && N * r * p <= MOST.work) return;
  throw damaged(file, `opening it would cost too much: scrypt with N=${N}, r=${r}, p=${p}`);
}

async function keyOf(password: string, salt: Uint8Array, parameters: ScryptParameters): Promise<Uint8Array> {
  const deriveKey = promisify<string, Uint8Array, number, object, Buffer>(scrypt);
  return deriveKey(password, salt, 32, { ...parameters, maxmem: MOST.memory * 2 });
}

function parseBody(body: string, file: string): JsonRecord {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse gives JSON.
    const json = JSON.parse(Buffer.from(body, 'base64').toString('utf8')) as Json;
    if (isJsonObject(json)) return json;
  } catch (cause) {
    throw damaged(file, 'its content is not JSON in base64', cause);
  }
  throw damaged(file, 'its content is not a JSON object');
}

type JsonRecord = Readonly<Record<string, Json>>;

function objectIn(json: JsonRecord, name: string): JsonRecord {
  const value = json[name];
  return isJsonObject(value) ? value : {};
}

function bytesIn(json: JsonRecord, name: string, file: string): Uint8Array {
  const value = json[name];
  const decoded = typeof value === 'string' ? decodeBase64(value) : undefined;
  if (decoded !== undefined && decoded.length > 0) return decoded;
  throw damaged(file, `its ${name} is not base64`);
}

function damaged(file: string, why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_KEY_INVALID', `${file} is not a usable private key: ${why}`, {
    hint: 'atomctl key generate',
    cause,
  });
}
