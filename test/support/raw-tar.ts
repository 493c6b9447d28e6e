import { gzipSync } from 'node:zlib';
import { writeChecksums } from '../../src/pack/checksums.ts';
import type { PackageFile } from '../../src/model/wpk.ts';

/** A tar member with every field as the test wants it, right or wrong. */
export interface RawMember {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly type?: string;
  readonly mode?: number;
  readonly link?: string;
  readonly prefix?: string;
  /** What the header says; the content's length otherwise. */
  readonly size?: number | string;
  readonly magic?: string;
  readonly checksum?: number;
}

export function rawMember(member: RawMember): Buffer {
  const content = Buffer.from(member.content ?? '');
  const header = Buffer.alloc(512);
  header.set(Buffer.from(member.name).subarray(0, 100), 0);
  header.write(`${octal(member.mode ?? 0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1');
  const size = member.size ?? content.length;
  header.write(typeof size === 'string' ? size : `${octal(size, 11)}\0`, 124, 'latin1');
  header.write(`${octal(0, 11)}\0`, 136, 'latin1');
  header.write(member.type ?? '0', 156, 'latin1');
  header.write(member.link ?? '', 157, 'latin1');
  header.write(member.magic ?? 'ustar\u000000', 257, 'latin1');
  header.write(member.prefix ?? '', 345, 'latin1');
  header.fill(' ', 148, 156);
  const sum = member.checksum ?? header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

/** `LENGTH key=value\n` records, as a pax header of type x or g. */
export function paxMember(records: Readonly<Record<string, string>>, type = 'x'): Buffer {
  return rawMember({ name: 'pax', type, content: Object.entries(records).map(paxRecord).join('') });
}

export function paxRecord([key, value]: [string, string]): string {
  const rest = ` ${key}=${value}\n`;
  const length = (size: number): number => {
    const whole = String(size).length + Buffer.byteLength(rest);
    return whole === size ? size : length(whole);
  };
  return `${length(Buffer.byteLength(rest))}${rest}`;
}

export function rawTar(members: readonly Buffer[]): Buffer {
  return Buffer.concat([...members, Buffer.alloc(1024)]);
}

export function rawArchive(members: readonly Buffer[]): Buffer {
  return gzipSync(rawTar(members));
}

/** A checksums.json that fits these files: what makes everything but the attack itself right. */
export function checksumsMember(files: readonly PackageFile[]): Buffer {
  return rawMember({ name: 'checksums.json', content: Buffer.from(writeChecksums(files).bytes) });
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
