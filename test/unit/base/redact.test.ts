import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, redactText, type Secret } from '../../../src/base/redact.ts';

const token: Secret = { name: 'token', value: 's3cr/t "ü" value' };

describe('a redactor', () => {
  test.each([
    ['as it is', token.value],
    ['hex', Buffer.from(token.value).toString('hex')],
    ['upper-case hex', Buffer.from(token.value).toString('hex').toUpperCase()],
    ['URL', encodeURIComponent(token.value)],
    ['a form', encodeURIComponent(token.value).replaceAll('%20', '+')],
    ['JSON', JSON.stringify(token.value).slice(1, -1)],
  ])('finds a secret written %s', (_, form) => {
    expect(redactText(`before ${form} after`, [token])).toBe('before [secret token] after');
  });

  test.each(['base64', 'base64url'] as const)('finds a secret inside %s at every alignment', (encoding) => {
    for (const prefix of ['', 'x', 'xy', 'xyz']) {
      const text = Buffer.from(`${prefix}${token.value}!`).toString(encoding);

      expect(redactText(text, [token])).toContain('[secret token]');
    }
  });

  test('covers a secret that overlaps another to its end', () => {
    const secrets = [
      { name: 'a', value: 'xyab' },
      { name: 'b', value: 'abcd' },
    ];

    expect(redactText('1xyabcd2', secrets)).toBe('1[secret a]2');
  });

  test('lets every byte through when there is nothing to hide', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);

    expect(createRedactor([]).push(bytes)).toEqual(bytes);
  });

  test('gives the same wherever the chunks are cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 });
    const secret = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 6 });

    fc.assert(
      fc.property(
        letters,
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        cuts,
        (text, values, borders) => {
          const secrets = values.map((value, index) => ({ name: String(index), value }));

          expect(inChunks(text, secrets, borders)).toBe(redactText(text, secrets));
        },
      ),
    );
  });

  test('hides a secret at any border, and keeps all that is around it', () => {
    const around = fc.string({ unit: 'binary-ascii', maxLength: 40 }).filter((text) => !/[[\]s3]/.test(text));
    fc.assert(
      fc.property(around, around, fc.nat({ max: 100 }), (before, after, cut) => {
        const text = `${before}${token.value}${after}`;

        expect(inChunks(text, [token], [cut])).toBe(`${before}[secret token]${after}`);
      }),
    );
  });
});

function inChunks(text: string, secrets: readonly Secret[], borders: readonly number[]): string {
  const bytes = Buffer.from(text);
  const redactor = createRedactor(secrets);
  const edges = [0, ...borders.toSorted((a, b) => a - b), bytes.length].map((edge) =>
    Math.min(edge, bytes.length),
  );
  const parts = edges.slice(1).map((edge, index) => redactor.push(bytes.subarray(edges[index], edge)));
  return Buffer.concat([...parts, redactor.end()]).toString();
}
