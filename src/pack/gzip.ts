import { crc32, gzipSync, inflateRawSync } from 'node:zlib';
import { formatBytes } from '../base/bytes.ts';
import { damagedArchive, tooLarge } from './archive-error.ts';
import { LIMITS } from './limits.ts';

/** 1f 8b, deflate, no optional fields: what `compress` writes and `gzip -n` too. */
const PLAIN_HEADER = Buffer.from([0x1f, 0x8b, 8, 0]);
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
const OS_BYTE = 9;
const UNKNOWN_OS = 255;
const CHUNK = 256 * 1024;

/** One gzip member without name and time. The level's output does not depend on the CPU (x64 and arm64 were compared). */
export function compress(bytes: Uint8Array): Uint8Array {
  const member = gzipSync(bytes, { level: 6, memLevel: 9, chunkSize: CHUNK });
  member[OS_BYTE] = UNKNOWN_OS;
  return member;
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
      chunkSize: CHUNK,
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
