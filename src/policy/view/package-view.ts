import type { Location } from '../../base/errors.ts';
import { atOnce, type InParts } from '../../base/in-parts.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Wpk } from '../../model/wpk.ts';
import { type ClusterView, viewCluster } from './cluster-view.ts';
import { programsInContainer } from './container-programs.ts';
import { readStream } from './documents.ts';
import { embeddedIn, objectsEmbedded } from './embedded-objects.ts';
import { type Found, looksLikeObjects, objectsInFile, seenIn, type Unreadable } from './file-objects.ts';
import { knownInputs } from './inputs.ts';
import { type K8sObject, objectsIn, objectsWithin } from './objects.ts';
import { objectsInPrograms } from './objects-in-commands.ts';
import { patchedParts } from './patch.ts';
import { insideManifest, insideText } from './inside-manifest.ts';
import { linesIn, type Origin, type Position, scalarsIn } from './place.ts';
import type { ContainerView, PodView } from './pods.ts';
import { type ProgramView, programsInStep, readerOfFiles } from './programs.ts';
import { joined, MOST_HELD, type Programs, readPrograms } from './read-programs.ts';
import { filesBeside, type SourceFile } from './source-file.ts';
import { stepsOfFiles } from './steps-of-files.ts';
import { type StepView, stepsOf } from './steps.ts';

/** A package, or a file that lies alone, as the rules look at it: everything that they ask of it, found once. */
export interface PackageView extends ClusterView {
  /** Null for a file that lies alone. */
  readonly wpk: Wpk | null;
  /** The files beside the manifest, or the one that lies alone. */
  readonly files: readonly SourceFile[];
  /** The minor version of Kubernetes 1 whose Pod Security checks count. */
  readonly kubernetes: number;
  readonly steps: readonly StepView[];
  readonly objects: readonly K8sObject[];
  readonly pods: readonly PodView[];
  readonly containers: readonly ContainerView[];
  readonly programs: Programs;
  /** Those of the programs that call a client of a cluster or of a container engine; where it is not told, any may. */
  readonly clients?: readonly ProgramView[];
  readonly unreadable: readonly Unreadable[];
  /** The place of a pointer in the manifest; the file's start where it lies alone. */
  locate(pointer: string): Location;
}

export interface ViewOptions {
  readonly inputs: JsonObject;
  readonly kubernetes: number;
  /** Programs that are held instead of read again. */
  readonly mostHeld?: number;
}

export function viewPackage(wpk: Wpk, options: ViewOptions): PackageView {
  return atOnce(viewInParts(wpk, options));
}

/** As `viewPackage`, with pauses. */
export function* viewInParts(
  wpk: Wpk,
  { mostHeld = MOST_HELD, ...options }: ViewOptions,
): InParts<PackageView> {
  const inputs = knownInputs(wpk.manifest.spec.inputs, options.inputs);
  const steps = stepsOf(wpk, inputs);
  const files = filesBeside(wpk);
  const programInFile = readerOfFiles(steps);
  const own = yield* readPrograms(function* walk() {
    for (const step of steps) yield* programsInStep(wpk, step);
    for (const file of files) yield* programInFile(file);
  }, mostHeld);
  const written = yield* objectsWritten(wpk, steps, files);
  const handedOn = objectsInPrograms(
    own.clients,
    written.flatMap(({ objects }) => objects),
  );
  const seen = seenIn([...written, handedOn]);
  const inContainers = yield* readPrograms(function* walk() {
    for (const container of seen.containers) yield* programsInContainer(container);
  }, mostHeld);
  return {
    wpk,
    files,
    kubernetes: options.kubernetes,
    steps,
    ...seen,
    ...joined(own, inContainers),
    ...viewCluster(wpk, { steps, objects: seen.objects, programs: own.clients }, inputs),
    locate: (pointer) => wpk.source.locate(pointer),
  };
}

/** Steps whose manifests are read between two pauses. */
const PART = 250;

function* objectsWritten(
  wpk: Wpk,
  steps: readonly StepView[],
  files: readonly SourceFile[],
): InParts<readonly Found[]> {
  const found: Found[] = [];
  for (const [index, step] of steps.entries()) {
    const inThis = inStep(wpk, step);
    // Most steps hold none.
    if (inThis.objects.length + inThis.unreadable.length > 0) found.push(inThis, ...embedded(inThis));
    if (index % PART === PART - 1) yield;
  }
  const stepOf = stepsOfFiles(wpk, files);
  for (const file of files) {
    const inThis = inFile(file, stepOf(file.path));
    found.push(inThis, ...embedded(inThis));
    yield;
  }
  return found;
}

function embedded({ objects }: Found): Found[] {
  return objectsEmbedded(embeddedIn(objects), readStream);
}

function inFile(file: SourceFile, step: string | null): Found {
  if (!/\.(ya?ml|json)$/.test(file.path)) return { objects: [], unreadable: [] };
  const found = objectsInFile(readStream(file.text()), file, step);
  return looksLikeObjects(file.text()) ? found : { ...found, unreadable: [] };
}

/** Settings that are program text: what stands in them is read as a program, not as a manifest. */
const PROGRAM_TEXT: Readonly<Partial<Record<StepView['type'], readonly string[]>>> = {
  shell: ['command'],
  script: ['args'],
};

function inStep(wpk: Wpk, step: StepView): Found {
  const { name, type, with: settings, pointer } = step;
  const origin = {
    step: name,
    pointer: pointerTo(pointer, 'with'),
    locate: (at: string) => wpk.source.locate(at),
    inside: (at: string, value: string) => insideManifest(wpk.source, at, value),
  };
  const programs = PROGRAM_TEXT[type] ?? [];
  const manifests = Object.fromEntries(Object.entries(settings).filter(([key]) => !programs.includes(key)));
  const inTexts = textsIn(manifests, origin.pointer).map(({ text, pointer: place }) =>
    inText(wpk, text, { ...origin, pointer: place }),
  );
  return {
    objects: [
      ...objectsWithin(settings, origin),
      ...patchedBy(step, origin),
      ...inTexts.flatMap((part) => part.objects),
    ],
    unreadable: inTexts.flatMap((part) => part.unreadable),
  };
}

/** What a step patches, as far as the patch says: an object of which the rest is not known. */
function patchedBy({ type, with: { kind, patch } }: StepView, origin: Origin): K8sObject[] {
  if (type !== 'k8s' || typeof kind !== 'string' || patch === undefined) return [];
  const place = { ...origin, pointer: pointerTo(origin.pointer, 'patch') };
  return patchedParts(patch).flatMap((part) =>
    'kind' in part ? [] : objectsIn({ metadata: {}, ...part, kind }, place),
  );
}

/** Objects in a text of a step, such as a manifest in a block scalar. */
function inText(wpk: Wpk, text: string, origin: Origin): Found {
  if (!looksLikeObjects(text)) return { objects: [], unreadable: [] };
  const stream = readStream(text);
  const inside = insideText(wpk.source, origin.pointer, text);
  const { offsetOf } = linesIn(text);
  const place = (position: Position) => inside(offsetOf(position));
  const scalars = scalarsIn(() => text);
  const objects = stream.documents.flatMap((document) =>
    objectsIn(document.value, {
      step: origin.step,
      pointer: '',
      locate: (at) => place(document.locate(at)),
      inside: (at, value) => {
        const places = scalars(document.locate(at), value);
        return places && ((offset) => place(places(offset)));
      },
    }),
  );
  if (stream.problem === null) return { objects, unreadable: [] };
  const { message, position } = stream.problem;
  return {
    objects,
    unreadable: [{ step: origin.step, pointer: origin.pointer, location: place(position), message }],
  };
}

function textsIn(value: Json, pointer: string, depth = 0): { text: string; pointer: string }[] {
  if (typeof value === 'string') return [{ text: value, pointer }];
  if (depth > 64 || typeof value !== 'object' || value === null) return [];
  return Object.entries<Json>(value).flatMap(([key, item]) =>
    textsIn(item, pointerTo(pointer, key), depth + 1),
  );
}
