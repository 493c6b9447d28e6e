import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../../../src/base/utf8.ts';

describe('decodeUtf8', () => {
  test('decodes what is UTF-8', () => {
    expect(decodeUtf8(new TextEncoder().encode('naïve\n'))).toEqual({ text: 'naïve\n' });
  });

  test.each([
    ['at the beginning', [0xff, 0x61], { line: 1, col: 1 }],
    ['behind a line', [0x61, 0x0a, 0x62, 0xc3, 0x28], { line: 2, col: 2 }],
    ['in a character that is cut', [0x61, 0xe2, 0x82], { line: 1, col: 2 }],
  ])('names the place of a byte that is not, %s', (_, bytes, place) => {
    expect(decodeUtf8(new Uint8Array(bytes))).toEqual(place);
  });
});
