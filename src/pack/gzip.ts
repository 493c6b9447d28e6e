import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, inflateRawSync } from 'node:zlib';
import { formatBytes } from '../base/bytes.ts';
import { damagedArchive, tooLarge } from './archive-error.ts';
import { LIMITS } from './limits.ts';

/** 1f 8b, deflate, no optional fields: what `compress` writes and `gzip -n` too. */
const PLAIN_HEADER = Buffer.from([0x1f, 0x8b, 8, 0]);
/** The same without a time, of no particular speed, from an unknown system. */
const WHOLE_HEADER = Buffer.from([...PLAIN_HEADER, 0, 0, 0, 0, 0, 255]);
const HEADER_BYTES = WHOLE_HEADER.length;
const TRAILER_BYTES = 8;
const OUTPUT_CHUNK = 256 * 1024;

/** Of the input; each part is deflated on its own, so that all cores help. A part of every archive's bytes: never change it. */
const PART = 4 * 2 ** 20;
const SETTINGS = { level: 6, memLevel: 9, chunkSize: OUTPUT_CHUNK } as const;

/**
 * One gzip member without name and time, of one deflate stream whose parts end on byte borders, as pigz writes it.
 * The same bytes give the same member: zlib's output at this level does not depend on the CPU (x64 and arm64 were
 * compared), only on its release, which comes with Node.
 */
export async function compress(bytes: Uint8Array): Promise<Uint8Array> {
  const deflatePart = promisify<Uint8Array, object, Buffer>(deflateRaw);
  const starts = Array.from({ length: Math.max(1, Math.ceil(bytes.length / PART)) }, (_, i) => i * PART);
  const parts = await Promise.all(
    starts.map((start) => {
      const last = start + PART >= bytes.length;
      const finishFlush = last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
      return deflatePart(bytes.subarray(start, start + PART), { ...SETTINGS, finishFlush });
    }),
  );
  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([WHOLE_HEADER, ...parts, trailer]);
}

/**
 * The content of exactly one gzip member; memory is bounded by the limits, whatever the member says of itself.
 * @throws {AtomError} ATOM_ARCHIVE_INVALID; ATOM_PACKAGE_TOO_LARGE.
 */
export function decompress(member: Uint8Array): Buffer {
  if (member.length > LIMITS.archiveBytes) {
    throw tooLarge(`the archive has more than ${formatBytes(LIMITS.archiveBytes)}`);
  }
  if (member.length === 0) throw damagedArchive('it is empty');
  if (!PLAIN_HEADER.equals(member.subarray(0, PLAIN_HEADER.length))) {
    throw damagedArchive('it is not a plain gzip file');
  }
  if (member.length < HEADER_BYTES + TRAILER_BYTES) throw damagedArchive('it is cut short');

  const { content, deflatedBytes } = inflate(member.subarray(HEADER_BYTES));
  const trailer = Buffer.from(member.subarray(HEADER_BYTES + deflatedBytes));
  if (trailer.length < TRAILER_BYTES) throw damagedArchive('it is cut short');
  if (trailer.length > TRAILER_BYTES) throw damagedArchive('something follows the end of the gzip stream');
  if (trailer.readUInt32LE(0) !== crc32(content)) throw damagedArchive('its checksum does not match');
  if (trailer.readUInt32LE(4) !== content.length) throw damagedArchive('its size does not match');
  return content;
}

function inflate(deflated: Uint8Array): { content: Buffer; deflatedBytes: number } {
  const byRatio = Math.max(LIMITS.ratioFreeBytes, LIMITS.ratio * (deflated.length + HEADER_BYTES));
  const most = Math.min(LIMITS.unpackedBytes, byRatio);
  try {
    const inflated: unknown = inflateRawSync(deflated, {
      maxOutputLength: most,
      chunkSize: OUTPUT_CHUNK,
      info: true,
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `info: true` gives; the types do not know it.
    const { buffer, engine } = inflated as { buffer: Buffer; engine: { bytesWritten: number } };
    return { content: buffer, deflatedBytes: engine.bytesWritten };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_BUFFER_TOO_LARGE') throw damagedArchive(inflateProblem(code), error);
    throw tooLarge(
      most === LIMITS.unpackedBytes
        ? `it unpacks to more than ${formatBytes(most)}`
        : `it unpacks to more than ${LIMITS.ratio} times its size`,
    );
  }
}

function inflateProblem(code: unknown): string {
  return code === 'Z_BUF_ERROR' ? 'it is cut short' : 'its gzip stream is damaged';
}
