import { canonicalJson } from '../base/canonical.ts';
import { sha256Hex } from '../base/digest.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import type { PackageFile } from '../model/wpk.ts';
import { damagedArchive } from './archive-error.ts';

/** Lies at the top of every archive: path → sha256, size and mode of each other file. */
export const CHECKSUMS = 'checksums.json';

export function writeChecksums(files: readonly PackageFile[]): PackageFile {
  const rows = files.map((file) => [file.path, rowOf(file)] as const);
  const text = `${canonicalJson(Object.fromEntries(rows))}\n`;
  return { path: CHECKSUMS, mode: 0o644, bytes: Buffer.from(text) };
}

/** @throws {AtomError} ATOM_ARCHIVE_INVALID, naming the first file that is not what checksums.json says, or is only on one side. */
export function checkChecksums(files: ReadonlyMap<string, PackageFile>): void {
  const list = files.get(CHECKSUMS);
  if (list === undefined) throw damagedArchive(`it has no ${CHECKSUMS}`);
  const rows = parse(list.bytes);
  for (const [path, file] of files) {
    if (path === CHECKSUMS) continue;
    const row = Object.hasOwn(rows, path) ? rows[path] : undefined;
    if (row === undefined) throw damagedArchive(`${CHECKSUMS} does not list ${JSON.stringify(path)}`);
    if (canonicalJson(row) !== canonicalJson(rowOf(file)))
      throw damagedArchive(`${JSON.stringify(path)} is not what ${CHECKSUMS} says`);
  }
  const missing = Object.keys(rows).find((path) => path === CHECKSUMS || !files.has(path));
  if (missing !== undefined)
    throw damagedArchive(`${CHECKSUMS} lists ${JSON.stringify(missing)}, which is not there`);
}

function rowOf({ bytes, mode }: PackageFile): { sha256: string; size: number; mode: string } {
  return { sha256: sha256Hex(bytes), size: bytes.length, mode: mode.toString(8).padStart(4, '0') };
}

function parse(bytes: Uint8Array): Readonly<Record<string, Json>> {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever JSON.parse gives is JSON.
    const parsed = JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
    if (isJsonObject(parsed)) return parsed;
  } catch (cause) {
    throw damagedArchive(`its ${CHECKSUMS} is not JSON`, cause);
  }
  throw damagedArchive(`its ${CHECKSUMS} is not an object`);
}
