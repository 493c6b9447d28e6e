import { createPublicKey, type KeyObject } from 'node:crypto';
import { type Digest, digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';

/** A key file, public or private, is a few hundred bytes; an RSA one a few thousand. */
export const MAX_KEY_BYTES = 64 * 1024;

/** A key that can verify: ECDSA on the NIST curves, Ed25519, or RSA of 2048 bits and more. */
export interface PublicKey {
  /** sha256 of the SPKI DER. */
  readonly keyId: Digest;
  readonly object: KeyObject;
}

const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** @throws {AtomError} ATOM_KEY_INVALID for what is no PEM public key of a supported kind; `file` is what it is called. */
export function readPublicKey(pem: string, file: string): PublicKey {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new AtomError('ATOM_KEY_INVALID', `${file} is a private key; its public half is needed`, {
      hint: 'Name the .pub file that was made with it',
    });
  }
  try {
    return publicKeyOf(createPublicKey(pem), file, plainDer(pem));
  } catch (cause) {
    if (cause instanceof AtomError) throw cause;
    throw new AtomError('ATOM_KEY_INVALID', `${file} is not a public key in PEM`, {
      hint: 'atomctl key generate',
      cause,
    });
  }
}

/** `plain` is the canonical DER where the caller knows it. @throws {AtomError} ATOM_KEY_INVALID for a kind that is not supported. */
export function publicKeyOf(object: KeyObject, file: string, plain?: Uint8Array): PublicKey {
  if (!isSupported(object)) {
    throw new AtomError(
      'ATOM_KEY_INVALID',
      `${file} holds a ${describeKind(object)} key, which is not supported`,
      {
        hint: 'Use ECDSA P-256, which "atomctl key generate" makes',
      },
    );
  }
  return { keyId: digestOf(plain ?? canonicalDer(object)), object };
}

/**
 * SPKI DER as everybody writes it: the point uncompressed, the curve by name. A point may be written in three ways and
 * a curve spelled out, and Node keeps what it read: one key would have several ids, and count as several signers.
 */
function canonicalDer(object: KeyObject): Uint8Array {
  const canonical =
    object.asymmetricKeyType === 'ec'
      ? createPublicKey({ key: object.export({ format: 'jwk' }), format: 'jwk' })
      : object;
  return canonical.export({ format: 'der', type: 'spki' });
}

export function pemOf({ object }: PublicKey): string {
  return object.export({ format: 'pem', type: 'spki' });
}

/** What stands before the point of an uncompressed P-256 key: with it the DER can be written in one way only. */
const P256 = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
const P256_BYTES = P256.length + 64;

/** The SPKI DER of the usual kind of key as it stands in the PEM; encoding it anew takes longer than verifying with it. */
function plainDer(pem: string): Uint8Array | undefined {
  const [, body] =
    /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/\n]+=*)\n-----END PUBLIC KEY-----\n?$/.exec(pem) ?? [];
  if (body === undefined) return undefined;
  const der = Buffer.from(body, 'base64');
  return der.length === P256_BYTES && der.subarray(0, P256.length).equals(P256) ? der : undefined;
}

function isSupported({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return CURVES.has(details?.namedCurve ?? '');
  if (asymmetricKeyType === 'rsa') return (details?.modulusLength ?? 0) >= 2048;
  return asymmetricKeyType === 'ed25519';
}

function describeKind({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): string {
  const size = details?.namedCurve ?? details?.modulusLength;
  return size === undefined ? `${asymmetricKeyType}` : `${asymmetricKeyType} ${size}`;
}
