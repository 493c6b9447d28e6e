import { decodeUtf8 } from '../../base/utf8.ts';
import { viewCluster } from './cluster-view.ts';
import { type Found, looksLikeObjects, objectsInFile, seenIn } from './file-objects.ts';
import type { PackageView } from './package-view.ts';
import { readPlainStream, type Stream } from './plain-stream.ts';
import type { ProgramView } from './programs.ts';
import type { SourceFile } from './source-file.ts';

/**
 * A file that lies alone: a manifest or a program. What is neither cannot be read. The readers of shells and of
 * difficult YAML are loaded when they are needed: most manifests need neither. Without `programs`, what containers
 * run is left out.
 */
export async function viewFile(
  file: SourceFile,
  { kubernetes, programs }: { readonly kubernetes: number; readonly programs: boolean },
): Promise<PackageView> {
  const view = emptyView(file, kubernetes);
  const decoded = decodeUtf8(file.bytes);
  if (!('text' in decoded)) return { ...view, ...seenIn([unreadable(file, 'it is not UTF-8', decoded)]) };
  if (hasManifestName(file.path)) return { ...view, ...(await seenInManifest(file, programs)) };
  const { isProgram, programsInFiles } = await import('./programs.ts');
  if (isProgram(file)) return { ...view, ...(await inProgram(programsInFiles([file]))) };
  if (looksLikeObjects(file.text())) return { ...view, ...(await seenInManifest(file, programs)) };
  return { ...view, ...seenIn([unreadable(file, 'it is neither a manifest nor a program')]) };
}

/** A file of which nothing is known but why. */
export function viewUnread(file: SourceFile, message: string): PackageView {
  return { ...emptyView(file, 0), ...seenIn([unreadable(file, message)]) };
}

/** Whether a file is one that the rules have something to say of. */
export async function isJudged(file: SourceFile): Promise<boolean> {
  return hasManifestName(file.path) || (await import('./programs.ts')).isProgram(file);
}

/** Whether it is a manifest by its name; a folder can have such a name, too. */
export function hasManifestName(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

async function inProgram(programs: readonly ProgramView[]): Promise<Partial<PackageView>> {
  const { objectsInPrograms } = await import('./objects-in-commands.ts');
  return { programs, ...withCluster(objectsInPrograms(programs, []), programs) };
}

function withCluster(found: Found, programs: readonly ProgramView[]) {
  const seen = seenIn([found]);
  return { ...seen, ...viewCluster(null, { steps: [], objects: seen.objects, programs }, {}) };
}

async function seenInManifest(file: SourceFile, programs: boolean): Promise<Partial<PackageView>> {
  const found = await inManifest(file);
  const { containers } = seenIn([found]);
  if (!programs || !containers.some(({ value }) => RUNS.some((key) => value[key] !== undefined)))
    return withCluster(found, []);
  const { programsInContainers } = await import('./container-programs.ts');
  return { programs: programsInContainers(containers), ...withCluster(found, []) };
}

/** Fields of a container that say what runs in it. */
const RUNS = ['command', 'args', 'lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

async function inManifest(file: SourceFile): Promise<Found> {
  const stream = readPlainStream(file.text()) ?? (await import('./documents.ts')).readStream(file.text());
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
    ...withCluster({ objects: [], unreadable: [] }, []),
    programs: [],
    locate: () => start,
  };
}
