import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formsOf } from '../../../src/base/redact/secret-forms.ts';
import { createRedactor, redactText, type Secret } from '../../../src/base/redact.ts';
import { naivelyRedacted } from '../../support/naive-redact.ts';

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

  test.each([
    ['Python', '\\u00fc'],
    ['Go', '\\u0026'],
  ])('finds it in the JSON that %s writes', (_, escape) => {
    const secret = { name: 'a', value: 'p\u00fcss & word' };
    const written = escape === '\\u00fc' ? 'p\\u00fcss & word' : 'p\u00fcss \\u0026 word';

    expect(redactText(`{"a":"${written}"}`, [secret])).toBe('{"a":"[secret a]"}');
  });

  test('does as the naive one does, wherever the chunks are cut', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 200 });
    const secret = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
    const secrets = fc.array(secret, { maxLength: 5 });

    fc.assert(
      fc.property(letters, secrets, cuts, (text, values, borders) => {
        const named = values.map((value, index) => ({ name: String(index), value }));
        const bytes = Buffer.from(text);

        expect(inChunks(bytes, named, borders)).toEqual(naivelyRedacted(bytes, named));
      }),
      { numRuns: 2000 },
    );
  });

  test('does so with secrets of all lengths, in all forms, among any bytes', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.string({ unit: 'binary', minLength: 4, maxLength: 40 }),
      fc.string({ unit: 'grapheme-ascii', minLength: 200, maxLength: 300 }),
    );
    const noise = fc.uint8Array({ maxLength: 60 });
    const pieces = fc.array(fc.tuple(noise, fc.nat(), fc.nat()), { maxLength: 12 });

    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), pieces, cuts, (values, parts, borders) => {
        const named = values.map((text, index) => ({ name: String(index), value: text }));
        const bytes = Buffer.concat(
          parts.flatMap(([around, which, form]) => {
            const forms = formsOf(values[which % values.length] ?? '');
            return [around, forms[form % forms.length] ?? Buffer.alloc(0)];
          }),
        );

        expect(inChunks(bytes, named, borders)).toEqual(naivelyRedacted(bytes, named));
      }),
      { numRuns: 200 },
    );
  });

  test('finds a secret of 10 kB that is cut everywhere, and one within it', () => {
    const long = Array.from({ length: 1250 }, (_, i) => String(i).padStart(8, '-')).join('');
    const secrets = [
      { name: 'part', value: '-----777' },
      { name: 'long', value: long },
    ];
    const redactor = createRedactor(secrets);
    const text = Buffer.from(`a${long}b${long.slice(0, -1)}`);
    const parts = Array.from(text, (_, at) => redactor.push(text.subarray(at, at + 1)));

    const shown = Buffer.concat([...parts, redactor.end()]).toString();
    expect(shown.startsWith('a[secret long]b-------0')).toBe(true);
    expect(shown).toContain('-----776[secret part]-----778');
  });

  test('takes no longer for a text that is nearly a secret at every place', () => {
    const value = `${'x'.repeat(5000)}y${'x'.repeat(5000)}`;
    const started = performance.now();

    expect(redactText('x'.repeat(2_000_000), [{ name: 'a', value }])).toHaveLength(2_000_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('holds nothing back of what cannot become a secret', () => {
    const redactor = createRedactor([token]);

    expect(Buffer.from(redactor.push(Buffer.from('password: '))).toString()).toBe('password: ');
    expect(Buffer.from(redactor.push(Buffer.from('of s3c'))).toString()).toBe('of ');
    expect(Buffer.from(redactor.push(Buffer.from('urity'))).toString()).toBe('s3curity');
  });

  test('keeps no chunk of a secret that never ends', () => {
    const redactor = createRedactor([{ name: 'a', value: 'xx' }]);

    expect(Buffer.from(redactor.push(Buffer.from('xxxxxx'))).toString()).toBe('[secret a]');
    expect(Buffer.from(redactor.push(Buffer.from('xxxx'))).toString()).toBe('');
    expect(Buffer.from(redactor.push(Buffer.from('y'))).toString()).toBe('y');
  });

  test('needs no memory of the chunk that it was given', () => {
    const redactor = createRedactor([token]);
    const chunk = Buffer.from('a s3cr/t "');
    redactor.push(chunk);
    chunk.fill(0);

    expect(Buffer.from(redactor.push(Buffer.from('\u00fc" value.'))).toString()).toBe('[secret token].');
  });

  test('hides a secret at any border, and keeps all that is around it', () => {
    const around = fc.string({ unit: 'binary-ascii', maxLength: 40 }).filter((text) => !/[[\]s3]/.test(text));
    fc.assert(
      fc.property(around, around, fc.nat({ max: 100 }), (before, after, cut) => {
        const text = `${before}${token.value}${after}`;

        expect(inChunks(Buffer.from(text), [token], [cut]).toString()).toBe(
          `${before}[secret token]${after}`,
        );
      }),
    );
  });
});

const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 8 });

function inChunks(bytes: Buffer, secrets: readonly Secret[], borders: readonly number[]): Buffer {
  const redactor = createRedactor(secrets);
  const edges = [0, ...borders.toSorted((a, b) => a - b), bytes.length].map((edge) =>
    Math.min(edge, bytes.length),
  );
  const parts = edges.slice(1).map((edge, index) => redactor.push(bytes.subarray(edges[index], edge)));
  return Buffer.concat([...parts, redactor.end()]);
}
