/**
 * Frees a chunk's memory at once, where it has a buffer of its own; nobody may need it any more. V8 counts what lies outside
 * its heap so late that 64 MB of chunks gather before it collects them.
 */
export function giveBack({ buffer, length }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
