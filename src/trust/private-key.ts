import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { AtomError } from '../base/errors.ts';
import { decryptKey, encryptKey, isEncryptedKey } from './encrypted-key.ts';
import { type PublicKey, pemOf, publicKeyOf } from './public-key.ts';
import { signBytes } from './signature.ts';

/** Something that signs: a key in memory now, one that never leaves its vault later. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface KeyFile {
  readonly pem: string;
  /** What it is called in errors. */
  readonly file: string;
  /** Asked only when the key is encrypted. */
  readonly password: () => Promise<string>;
}

/**
 * The private key in a PEM file: PKCS#8, SEC1, or cosign's encrypted form.
 * @throws {AtomError} ATOM_KEY_INVALID, ATOM_KEY_PASSWORD
 */
export async function loadKey({ pem, file, password }: KeyFile): Promise<SigningKey> {
  const object = isEncryptedKey(pem)
    ? pkcs8Key(await decryptKey(pem, await password(), file), file)
    : plainKey(pem, file);
  if (object.asymmetricKeyType === 'rsa') throw unusable(file, 'RSA keys only verify here');
  return {
    publicKey: publicKeyOf(createPublicKey(object), file),
    sign: async (bytes) => signBytes(bytes, object),
  };
}

/** A new ECDSA P-256 pair in cosign's two files. `random` gives salt (32 bytes) and nonce (24) of the encryption. */
export async function makeKeyPair(
  password: string,
  random: { readonly salt: Uint8Array; readonly nonce: Uint8Array },
): Promise<{ readonly privatePem: string; readonly publicPem: string; readonly publicKey: PublicKey }> {
  const { privateKey, publicKey: object } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = publicKeyOf(object, 'the new key');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  return { privatePem: await encryptKey(pkcs8, password, random), publicPem: pemOf(publicKey), publicKey };
}

function plainKey(pem: string, file: string): KeyObject {
  if (/-----BEGIN PUBLIC KEY-----/.test(pem)) throw unusable(file, 'it is a public key');
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    throw unusable(file, 'it is encrypted in a way that cosign does not know either');
  }
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw unusable(file, 'it is not PEM', cause);
  }
}

function pkcs8Key(der: Uint8Array, file: string): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw unusable(file, 'what it holds is not PKCS#8', cause);
  }
}

function unusable(file: string, why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_KEY_INVALID', `${file} is not a usable private key: ${why}`, {
    hint: 'atomctl key generate',
    cause,
  });
}
