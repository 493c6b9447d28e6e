import { isUtf8 } from 'node:buffer';
import type { Json } from '../base/json.ts';
import type { DiffSide, FileChange, PackageDiff } from '../model/packages.ts';
import type { PackageFile, Wpk } from '../model/wpk.ts';
import { CHECKSUMS } from './checksums.ts';
import { diffFields } from './diff-fields.ts';
import { diffLines } from './diff-lines.ts';

const MOST_TEXT = 256 * 1024;

export interface OpenedSide {
  readonly path: string;
  readonly wpk: Wpk;
}

/** What differs between two packages: fields of the manifest, and the other files. */
export function diffWpks(a: OpenedSide, b: OpenedSide): PackageDiff {
  const fields = diffFields(asJson(a.wpk.manifest), asJson(b.wpk.manifest));
  const files = diffFiles(a.wpk, b.wpk);
  return { a: sideOf(a), b: sideOf(b), same: fields.length === 0 && files.length === 0, fields, files };
}

function sideOf({ path, wpk }: OpenedSide): DiffSide {
  return { path, name: wpk.name, version: wpk.version, digest: wpk.digest };
}

function asJson(manifest: Wpk['manifest']): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a manifest was read from YAML as plain JSON.
  return manifest as unknown as Json;
}

function diffFiles(a: Wpk, b: Wpk): FileChange[] {
  const [before, after] = [comparable(a), comparable(b)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.flatMap((path) => diffFile(path, before.get(path), after.get(path)));
}

/** checksums.json says nothing of its own; a manifest is compared under one name, for its comments and order too. */
function comparable(wpk: Wpk): ReadonlyMap<string, PackageFile> {
  return new Map([...wpk.files].filter(([path]) => path !== CHECKSUMS));
}

function diffFile(
  path: string,
  before: PackageFile | undefined,
  after: PackageFile | undefined,
): FileChange[] {
  const sides = {
    path,
    sizeBefore: before?.bytes.length ?? null,
    sizeAfter: after?.bytes.length ?? null,
    modeBefore: modeText(before),
    modeAfter: modeText(after),
  };
  if (before === undefined) return [{ ...sides, change: 'added', text: null }];
  if (after === undefined) return [{ ...sides, change: 'removed', text: null }];
  const sameBytes = Buffer.compare(before.bytes, after.bytes) === 0;
  if (sameBytes && before.mode === after.mode) return [];
  return [{ ...sides, change: 'changed', text: sameBytes ? null : textDiff(before.bytes, after.bytes) }];
}

function textDiff(before: Uint8Array, after: Uint8Array): readonly string[] | null {
  if (![before, after].every(isSmallText)) return null;
  return diffLines(Buffer.from(before).toString('utf8'), Buffer.from(after).toString('utf8')) ?? null;
}

function isSmallText(bytes: Uint8Array): boolean {
  return bytes.length <= MOST_TEXT && isUtf8(bytes) && !bytes.includes(0);
}

function modeText(file: PackageFile | undefined): string | null {
  return file === undefined ? null : file.mode.toString(8).padStart(4, '0');
}
