import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import type { PackageFile } from '../model/wpk.ts';
import { BLOCK, paddedSize } from './tar-header.ts';

/** What ustar's name field holds with room for a NUL. Longer ones would be split by rules that differ between programs. */
const NAME_BYTES = 99;

/**
 * A tar (ustar; pax where a path needs it) of files in the order given. Owner is 0 without names,
 * every time is `seconds`, and nothing else varies: the same files give the same bytes.
 */
export function writeTar(files: readonly PackageFile[], seconds: number): Uint8Array {
  const mtime = new Date(seconds * 1000);
  const headers = files.map((file) => headersOf(file, mtime));
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

function headersOf({ path, mode, bytes: { length: size } }: PackageFile, mtime: Date): Buffer {
  if (fitsUstar(path)) return blockOf({ path, mode, size, mtime, type: 'File' });

  const record = Buffer.from(new Pax({ path }).encodeBody());
  const body = Buffer.alloc(paddedSize(record.length));
  body.set(record);
  return Buffer.concat([
    blockOf({ path: 'pax', mode: 0o644, size: record.length, mtime, type: 'ExtendedHeader' }),
    body,
    blockOf({ path: 'see-pax', mode, size, mtime, type: 'File' }),
  ]);
}

function fitsUstar(path: string): boolean {
  return path.length <= NAME_BYTES && /^[ -~]*$/.test(path);
}

function blockOf(fields: {
  path: string;
  mode: number;
  size: number;
  mtime: Date;
  type: 'File' | 'ExtendedHeader';
}): Buffer {
  const block = Buffer.alloc(BLOCK);
  const incomplete = Object.assign(new Header(), fields, { uid: 0, gid: 0 }).encode(block);
  if (incomplete) throw new Error(`the header of ${fields.path} does not fit into ustar`);
  return block;
}
