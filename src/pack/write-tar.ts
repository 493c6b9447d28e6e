import type { PackageFile } from '../model/wpk.ts';
import { BLOCK, checksumOf, FIELDS, type Field, MAGIC, paddedSize } from './tar-header.ts';

/**
 * A tar (ustar; pax where a path needs it) of files in the order given. Owner is 0 without names,
 * every time is `seconds`, and nothing else varies: the same files give the same bytes.
 */
export function writeTar(files: readonly PackageFile[], seconds: number): Uint8Array {
  const headers = files.map((file) => headersOf(file, seconds));
  const sizes = files.map((file, i) => (headers[i]?.length ?? 0) + paddedSize(file.bytes.length));
  const tar = Buffer.alloc(sizes.reduce((sum, size) => sum + size, 0) + 2 * BLOCK);
  let at = 0;
  for (const [i, file] of files.entries()) {
    const header = headers[i] ?? Buffer.alloc(0);
    tar.set(header, at);
    tar.set(file.bytes, at + header.length);
    at += sizes[i] ?? 0;
  }
  return tar;
}

function headersOf(file: PackageFile, seconds: number): Buffer {
  const { path, mode, bytes } = file;
  const split = splitPath(path);
  if (split !== undefined) return headerOf({ ...split, mode, size: bytes.length, type: '0', seconds });

  const record = Buffer.from(paxRecord('path', path));
  const body = Buffer.alloc(paddedSize(record.length));
  body.set(record);
  return Buffer.concat([
    headerOf({ name: 'pax', prefix: '', mode: 0o644, size: record.length, type: 'x', seconds }),
    body,
    headerOf({ name: 'see-pax', prefix: '', mode, size: bytes.length, type: '0', seconds }),
  ]);
}

interface Header {
  readonly name: string;
  readonly prefix: string;
  readonly mode: number;
  readonly size: number;
  readonly type: '0' | 'x';
  readonly seconds: number;
}

function headerOf({ name, prefix, mode, size, type, seconds }: Header): Buffer {
  const header = Buffer.alloc(BLOCK);
  const put = (field: Field, text: string) => header.write(text, FIELDS[field][0], 'latin1');
  const octal = (field: Field, value: number) =>
    put(field, value.toString(8).padStart(FIELDS[field][1] - 1, '0'));
  put('name', name);
  octal('mode', mode);
  octal('owner', 0);
  octal('group', 0);
  octal('size', size);
  octal('time', seconds);
  put('type', type);
  header.set(MAGIC, FIELDS.magic[0]);
  octal('major', 0);
  octal('minor', 0);
  put('prefix', prefix);
  put('checksum', `${checksumOf(header).toString(8).padStart(6, '0')}\0 `);
  return header;
}

/** Splits a path over the two fields of ustar; undefined where it does not fit or is not ASCII. */
function splitPath(path: string): { name: string; prefix: string } | undefined {
  if (/[^ -~]/.test(path)) return undefined;
  const [, most] = FIELDS.name;
  if (path.length <= most) return { name: path, prefix: '' };
  const slash = path.indexOf('/', path.length - most - 1);
  if (slash === -1 || slash > FIELDS.prefix[1]) return undefined;
  return { name: path.slice(slash + 1), prefix: path.slice(0, slash) };
}

/** `LENGTH key=value\n`, where LENGTH counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (String(length).length > String(bytes).length) length += 1;
  return `${length}${rest}`;
}
