import { decodeUtf8 } from '../../base/utf8.ts';
import { readStream, type Stream } from './documents.ts';
import { type Found, looksLikeObjects, objectsInFile, seenIn } from './file-objects.ts';
import type { PackageView } from './package-view.ts';
import { isProgram, programsInFiles } from './programs.ts';
import type { SourceFile } from './source-file.ts';

/** A file that lies alone: a manifest or a program. What is neither cannot be read. */
export function viewFile(file: SourceFile, kubernetes: number): PackageView {
  const view = emptyView(file, kubernetes);
  const decoded = decodeUtf8(file.bytes);
  if (!('text' in decoded)) return { ...view, ...seenIn([unreadable(file, 'it is not UTF-8', decoded)]) };
  if (isManifest(file)) return { ...view, ...seenIn([inManifest(file)]) };
  if (isProgram(file)) return { ...view, programs: programsInFiles([file]) };
  return { ...view, ...seenIn([unreadable(file, 'it is neither a manifest nor a program')]) };
}

/** A file of which nothing is known but why. */
export function viewUnread(file: SourceFile, message: string): PackageView {
  return { ...emptyView(file, 0), ...seenIn([unreadable(file, message)]) };
}

/** Whether a file is one that the rules have something to say of. */
export function isJudged(file: SourceFile): boolean {
  return hasManifestName(file.path) || isProgram(file);
}

function hasManifestName(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

function isManifest(file: SourceFile): boolean {
  return hasManifestName(file.path) || (!isProgram(file) && looksLikeObjects(file.text()));
}

function inManifest(file: SourceFile): Found {
  const stream = readStream(file.text());
  const found = objectsInFile(stream, file.name, null);
  return found.unreadable.length > 0 || !holdsText(stream) ? found : unreadable(file, 'it is plain text');
}

/** A text that is no YAML mostly reads as YAML all the same: as one long scalar. */
function holdsText({ documents }: Stream): boolean {
  return documents.some(({ value }) => typeof value === 'string');
}

function unreadable({ name }: SourceFile, message: string, { line, col } = { line: 1, col: 1 }): Found {
  return {
    objects: [],
    unreadable: [{ step: null, pointer: '', location: { file: name, line, col }, message }],
  };
}

function emptyView(file: SourceFile, kubernetes: number): PackageView {
  const start = { file: file.name, line: 1, col: 1 };
  return {
    wpk: null,
    files: [file],
    kubernetes,
    steps: [],
    ...seenIn([]),
    programs: [],
    locate: () => start,
  };
}
