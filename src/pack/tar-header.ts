export const BLOCK = 512;

/** Where ustar (POSIX.1-1988) keeps its fields: offset and length. */
export const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  owner: [108, 8],
  group: [116, 8],
  size: [124, 12],
  time: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  link: [157, 100],
  magic: [257, 8],
  major: [329, 8],
  minor: [337, 8],
  prefix: [345, 155],
} as const;

export type Field = keyof typeof FIELDS;

export const MAGIC = Buffer.from('ustar\u000000', 'latin1');

/** The sum of a header's bytes, its own field counted as spaces. */
export function checksumOf(header: Uint8Array): number {
  const [start, length] = FIELDS.checksum;
  let sum = length * 0x20;
  for (let i = 0; i < BLOCK; i += 1) {
    if (i < start || i >= start + length) sum += header[i] ?? 0;
  }
  return sum;
}

/** Bytes rounded up to whole blocks. */
export function paddedSize(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}
