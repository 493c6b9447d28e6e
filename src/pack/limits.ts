const MIB = 2 ** 20;

/** What a package may be at most. Packing keeps them too, so that nothing is made that would be refused later. */
export const LIMITS = {
  /** Of the archive as it is stored. */
  archiveBytes: 64 * MIB,
  /** Of the archive's tar, unpacked. */
  unpackedBytes: 256 * MIB,
  /** Unpacked to stored, once more than `ratioFreeBytes` are unpacked: text of a few files compresses better. */
  ratio: 200,
  ratioFreeBytes: MIB,
  /** Entries, folders counted. */
  files: 20_000,
  /** Of a path and of one name in it, in UTF-8. */
  pathBytes: 512,
  nameBytes: 255,
  /** Folders above a file. */
  depth: 32,
  manifestBytes: 4 * MIB,
} as const;
