import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/base/digest.ts';
import { claimedSignature } from '../../../src/trust/claimed-signature.ts';

const digest = digestOf('package');
const claim = (bundle: unknown) => claimedSignature(Buffer.from(JSON.stringify(bundle)), digest);

describe('claimedSignature', () => {
  test('reads key, time of the log and digest', () => {
    const hint = Buffer.alloc(32, 7);

    expect(
      claim({
        verificationMaterial: {
          publicKey: { hint: hint.toString('base64') },
          tlogEntries: [{ integratedTime: '1700000000' }],
        },
        messageSignature: {
          messageDigest: { digest: Buffer.from(digest.slice(7), 'hex').toString('base64') },
        },
      }),
    ).toEqual({
      state: 'claimed',
      signer: { kind: 'key', keyId: `sha256:${hint.toString('hex')}` },
      time: '2023-11-14T22:13:20.000Z',
      sameDigest: true,
    });
  });

  test('cannot tell a longer digest from that of another file', () => {
    const messageDigest = { algorithm: 'SHA2_512', digest: Buffer.alloc(64).toString('base64') };

    expect(claim({ verificationMaterial: {}, messageSignature: { messageDigest } }).sameDigest).toBeNull();
  });

  test('names no signer for a hint or certificate that is none', () => {
    expect(claim({ verificationMaterial: { publicKey: { hint: 'abc' } } })).toMatchObject({ signer: null });
    expect(claim({ verificationMaterial: { certificate: { rawBytes: 'abc' } } })).toMatchObject({
      signer: null,
    });
  });

  test('never throws, whatever lies beside the package', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(claimedSignature(Buffer.from(text), digest).state).toBe('unreadable');
      }),
    );
  });
});
