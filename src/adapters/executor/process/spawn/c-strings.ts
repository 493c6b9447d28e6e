/** Text as C has it. @throws {RangeError} for text with a NUL: C would see its beginning alone */
export function cString(text: string): Buffer {
  if (text.includes('\0')) throw new RangeError('text with a NUL');
  return Buffer.from(`${text}\0`);
}

const POINTER_BYTES = 8;

/**
 * A NULL-terminated array of strings, as execve takes them, in one block of memory that lives as long as the buffer.
 * @throws {RangeError} for text with a NUL
 */
export function cStrings(texts: readonly string[], addressOf: (buffer: Buffer) => bigint): Buffer {
  const strings = texts.map(cString);
  let end = POINTER_BYTES * (strings.length + 1);
  const block = Buffer.allocUnsafeSlow(strings.reduce((sum, { length }) => sum + length, Math.max(end, 128)));
  const address = addressOf(block);
  strings.forEach((string, index) => {
    block.writeBigUInt64LE(address + BigInt(end), POINTER_BYTES * index);
    end += string.copy(block, end);
  });
  block.writeBigUInt64LE(0n, POINTER_BYTES * strings.length);
  return block;
}
