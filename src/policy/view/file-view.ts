import { firstOdd } from '../../base/utf8.ts';
import { viewCluster } from './cluster-view.ts';
import { type Found, joined, looksLikeObjects, objectsInFile, seenIn } from './file-objects.ts';
import type { PackageView } from './package-view.ts';
import { readPlainStream, type Stream } from './plain-stream.ts';
import { podPlacesOf } from './pod-places.ts';
import type { ContainerView } from './pods.ts';
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
  const odd = firstOdd(file.bytes);
  if (odd !== undefined) return viewOf(file, kubernetes, unreadable(file, 'it is not UTF-8', odd));
  if (!hasManifestName(file.path)) {
    const { isProgram, programsInFiles } = await import('./programs.ts');
    if (isProgram(file)) return viewProgram(file, kubernetes, programsInFiles([file]));
    if (!looksLikeObjects(file.text()))
      return viewOf(file, kubernetes, unreadable(file, 'it is neither a manifest nor a program'));
  }
  const view = viewOf(file, kubernetes, await inManifest(file));
  if (!programs || !view.containers.some(runsSomething)) return view;
  const { programsInContainers } = await import('./container-programs.ts');
  return { ...view, programs: programsInContainers(view.containers) };
}

/** A file of which nothing is known but why. */
export function viewUnread(file: SourceFile, message: string): PackageView {
  return viewOf(file, 0, unreadable(file, message));
}

/** Whether a file is one that the rules have something to say of. */
export async function isJudged(file: SourceFile): Promise<boolean> {
  return hasManifestName(file.path) || (await import('./programs.ts')).isProgram(file);
}

/** Whether it is a manifest by its name; a folder can have such a name, too. */
export function hasManifestName(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

/** What a file brought, and the programs in it. */
interface Read extends Found {
  readonly programs?: readonly ProgramView[];
}

function viewOf(file: SourceFile, kubernetes: number, read: Read): PackageView {
  const { objects, pods, containers, unreadable: unread } = seenIn([read]);
  const { programs = [] } = read;
  const { access, effects } = viewCluster(null, { steps: [], objects, programs }, {});
  return {
    wpk: null,
    files: [file],
    kubernetes,
    steps: [],
    objects,
    pods,
    containers,
    unreadable: unread,
    programs,
    access,
    effects,
    locate: () => ({ file: file.name, line: 1, col: 1 }),
  };
}

async function viewProgram(
  file: SourceFile,
  kubernetes: number,
  programs: readonly ProgramView[],
): Promise<PackageView> {
  const { objectsInPrograms } = await import('./objects-in-commands.ts');
  return viewOf(file, kubernetes, { ...objectsInPrograms(programs, []), programs });
}

/** Fields of a container that say what runs in it. */
const RUNS = [
  'command',
  'args',
  'script',
  'source',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
];

function runsSomething({ value }: ContainerView): boolean {
  return RUNS.some((key) => value[key] !== undefined);
}

async function inManifest(file: SourceFile): Promise<Found> {
  const stream = readPlainStream(file.text()) ?? (await import('./documents.ts')).readStream(file.text());
  const found = await withEmbedded(objectsInFile(stream, file, null));
  return found.unreadable.length > 0 || !holdsText(stream) ? found : unreadable(file, 'it is plain text');
}

async function withEmbedded(found: Found): Promise<Found> {
  if (!found.objects.some(({ apiVersion }) => podPlacesOf(apiVersion) !== undefined)) return found;
  const { embeddedIn, objectsEmbedded } = await import('./embedded-objects.ts');
  const { readStream } = await import('./documents.ts');
  return joined([found, ...objectsEmbedded(embeddedIn(found.objects), readStream)]);
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
