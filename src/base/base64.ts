/**
 * Decodes standard base64, and only its one canonical spelling: no line breaks, no missing padding,
 * no spare bits. Undefined for everything else. (node:buffer skips what it does not understand.)
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
