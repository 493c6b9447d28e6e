import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { decryptKey, encryptKey } from '../../../src/trust/encrypted-key.ts';
import { loadKey, makeKeyPair } from '../../../src/trust/private-key.ts';
import { readPublicKey } from '../../../src/trust/public-key.ts';
import { signatureHolds } from '../../../src/trust/signature.ts';

const BYTES = Buffer.from('what is signed');
const random = () => ({ salt: randomBytes(32), nonce: randomBytes(24) });
const never = async () => {
  throw new Error('a plain key has no password');
};

describe('key files', () => {
  test('a made pair opens with its password, and only with that', async () => {
    const { privatePem, publicPem } = await makeKeyPair('right', random());

    const key = await loadKey({ pem: privatePem, file: 'atomctl.key', password: async () => 'right' });
    const wrong = loadKey({ pem: privatePem, file: 'atomctl.key', password: async () => 'wrong' });

    await expect(wrong).rejects.toMatchObject({ code: 'ATOM_KEY_PASSWORD' });
    expect(verify('sha256', BYTES, createPublicKey(publicPem), await key.sign(BYTES))).toBe(true);
    expect(key.publicKey.keyId).toBe(readPublicKey(publicPem, 'atomctl.pub').keyId);
  });

  test('an empty password is a password', async () => {
    const { privatePem } = await makeKeyPair('', random());

    await expect(loadKey({ pem: privatePem, file: 'k', password: async () => '' })).resolves.toBeDefined();
  });

  test.each([
    ['P-256', 'pkcs8'],
    ['P-384', 'pkcs8'],
    ['P-521', 'pkcs8'],
    ['P-256', 'sec1'],
    ['P-384', 'sec1'],
  ] as const)('plain PEM of %s in %s signs', async (namedCurve, type) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const pem = privateKey.export({ format: 'pem', type });

    const key = await loadKey({ pem, file: 'plain.pem', password: never });

    expect(verify('sha256', BYTES, publicKey, await key.sign(BYTES))).toBe(true);
    expect(signatureHolds(key.publicKey, BYTES, await key.sign(BYTES))).toBe(true);
  });

  test.each(['P-256', 'P-384'])('a key of %s has one id, however its PEM is written', (namedCurve) => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve });
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const pem = publicKey.export({ format: 'pem', type: 'spki' });

    const ids = [pem, pem.replaceAll('\n', '\r\n'), `a comment\n${pem}`].map(
      (text) => readPublicKey(text, 'k').keyId,
    );

    expect(new Set(ids)).toEqual(new Set([digestOf(der)]));
  });

  test('a key whose point is written in another way is no other key', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const [x, y] = [der.subarray(-64, -32), der.subarray(-32)];
    const sign = (y.at(-1) ?? 0) & 1;
    const compressed = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
    const spellings = [
      Buffer.concat([compressed, Buffer.of(2 + sign), x]),
      Buffer.concat([der.subarray(0, -65), Buffer.of(6 + sign), x, y]),
    ];

    for (const spelling of spellings) {
      const body = spelling.toString('base64').replace(/(.{64})/g, '$1\n');
      const pem = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
      expect(readPublicKey(pem, 'k').keyId).toBe(digestOf(der));
    }
  });

  test('Ed25519 signs', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });

    const key = await loadKey({ pem, file: 'ed.pem', password: never });

    expect(verify(null, BYTES, publicKey, await key.sign(BYTES))).toBe(true);
    expect(signatureHolds(key.publicKey, Buffer.from('other'), await key.sign(BYTES))).toBe(false);
  });

  test.each([
    [{ N: 2 ** 30, r: 8, p: 1 }, 'cost too much'],
    [{ N: 65_536, r: 8, p: 2 ** 30 }, 'cost too much'],
    [{ N: 65_536, r: 2 ** 40, p: 1 }, 'cost too much'],
    [{ N: 65_537, r: 8, p: 1 }, 'cannot take'],
    [{ N: 0, r: 8, p: 1 }, 'cannot take'],
    [{ N: Number.POSITIVE_INFINITY, r: 8, p: 1 }, 'cannot take'],
  ])('scrypt parameters %o are refused before anything is computed', async (params, why) => {
    const pem = withParameters(await encryptKey(BYTES, 'x', random()), params);
    const started = performance.now();

    await expect(decryptKey(pem, 'x', 'bomb.key')).rejects.toMatchObject({
      code: 'ATOM_KEY_INVALID',
      message: expect.stringContaining(why),
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test.each([
    ['nothing', ''],
    [
      'a public key',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }),
    ],
    [
      'an RSA key',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
    ],
    [
      'another curve',
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({
        format: 'pem',
        type: 'pkcs8',
      }),
    ],
    ['cut off', '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJrZGYi'],
    [
      'no JSON',
      '-----BEGIN ENCRYPTED COSIGN PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED COSIGN PRIVATE KEY-----\n',
    ],
  ])('%s is no private key', async (_, pem) => {
    const loaded = loadKey({ pem, file: 'bad.key', password: async () => '' });

    await expect(loaded).rejects.toMatchObject({ code: 'ATOM_KEY_INVALID' });
  });

  test('a private key is not taken for a public one, and a small RSA key for none', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

    expect(() => readPublicKey(privateKey.export({ format: 'pem', type: 'sec1' }), 'k')).toThrow(
      'private key',
    );
    expect(() => readPublicKey(publicKey.export({ format: 'pem', type: 'spki' }), 'k')).toThrow('rsa 1024');
  });
});

function withParameters(pem: string, params: object): string {
  const body = pem.split('\n').slice(1, -2).join('');
  const json = JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
  json.kdf.params = params;
  const [head = '', tail = ''] = [pem.split('\n')[0], pem.split('\n').at(-2)];
  return `${head}\n${Buffer.from(JSON.stringify(json)).toString('base64')}\n${tail}\n`;
}
