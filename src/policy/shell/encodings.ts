const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001B',
  '\\': '\\',
};

/** A text with the escapes of printf and echo -e taken for what they stand for. */
export function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|0?([0-7]{1,3})|([ntrabfve\\]))/g,
    (...match: string[]) => {
      const [, hex, unicode, octal, letter = ''] = match;
      if (hex !== undefined || unicode !== undefined)
        return String.fromCharCode(Number.parseInt(hex ?? unicode ?? '', 16));
      return octal === undefined ? (ESCAPES[letter] ?? '') : String.fromCharCode(Number.parseInt(octal, 8));
    },
  );
}

export function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

export function fromHex(text: string): string {
  return Buffer.from(text.replaceAll(/\s|0x|\\x/g, ''), 'hex').toString();
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function fromBase32(text: string): string {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text.toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value < 0) continue;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Buffer.from(bytes).toString();
}
