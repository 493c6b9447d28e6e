import type { Location } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { PackageFile, Wpk } from '../../model/wpk.ts';
import { readStream, type Stream } from './documents.ts';
import { knownInputs } from './inputs.ts';
import { displayPath, filesBeside } from './package-file.ts';
import { type K8sObject, objectsIn, objectsWithin } from './objects.ts';
import { insideText, type Origin } from './place.ts';
import { type ContainerView, containersOf, type PodView, podsOf } from './pods.ts';
import { type ProgramView, programsOf } from './programs.ts';
import { type StepView, stepsOf } from './steps.ts';

/** A text that should hold Kubernetes objects and cannot be read as such. */
export interface Unreadable {
  readonly step: string | null;
  readonly pointer: string;
  readonly location: Location;
  readonly message: string;
}

/** A package as the rules look at it: everything that they ask of it, found once. */
export interface PackageView {
  readonly wpk: Wpk;
  readonly steps: readonly StepView[];
  readonly objects: readonly K8sObject[];
  readonly pods: readonly PodView[];
  readonly containers: readonly ContainerView[];
  readonly programs: readonly ProgramView[];
  readonly unreadable: readonly Unreadable[];
}

export function viewPackage(wpk: Wpk, given: JsonObject): PackageView {
  const steps = stepsOf(wpk, knownInputs(wpk.manifest.spec.inputs, given));
  const found = [
    ...steps.map((step) => inStep(wpk, step)),
    ...filesBeside(wpk).map((file) => inFile(wpk, file)),
  ];
  const objects = found.flatMap((part) => part.objects);
  const pods = objects.flatMap(podsOf);
  return {
    wpk,
    steps,
    objects,
    pods,
    containers: pods.flatMap(containersOf),
    programs: programsOf(wpk, steps),
    unreadable: found.flatMap((part) => part.unreadable),
  };
}

interface Found {
  readonly objects: readonly K8sObject[];
  readonly unreadable: readonly Unreadable[];
}

function inFile(wpk: Wpk, { path, bytes }: PackageFile): Found {
  if (!/\.(ya?ml|json)$/.test(path)) return { objects: [], unreadable: [] };
  const file = displayPath(wpk, path);
  const text = new TextDecoder().decode(bytes);
  const stream = readStream(text);
  const step = stepOfFile(wpk, path);
  const objects = stream.documents.flatMap((document) =>
    objectsIn(document.value, {
      step,
      pointer: '',
      locate: (pointer) => ({ file, ...document.locate(pointer) }),
    }),
  );
  if (stream.problem === null || !looksLikeObjects(text)) return { objects, unreadable: [] };
  const { message, position } = stream.problem;
  return { objects, unreadable: [{ step, pointer: '', location: { file, ...position }, message }] };
}

/** The step that names a file of the package; null where none or several do. */
function stepOfFile(wpk: Wpk, path: string): string | null {
  const users = wpk.manifest.spec.handlers.filter(({ with: settings }) => mentions(settings, path, 0));
  return users.length === 1 ? (users[0]?.name ?? null) : null;
}

function mentions(value: unknown, path: string, depth: number): boolean {
  if (typeof value === 'string') return value === path || value.endsWith(`/${path}`);
  if (typeof value !== 'object' || value === null || depth > 16) return false;
  return Object.values(value).some((item) => mentions(item, path, depth + 1));
}

function inStep(wpk: Wpk, { name, with: settings, pointer }: StepView): Found {
  const origin = {
    step: name,
    pointer: pointerTo(pointer, 'with'),
    locate: (at: string) => wpk.source.locate(at),
  };
  const inTexts = textsIn(settings, origin.pointer).map(({ text, pointer: place }) =>
    inText(wpk, text, { ...origin, pointer: place }),
  );
  return {
    objects: [...objectsWithin(settings, origin), ...inTexts.flatMap((part) => part.objects)],
    unreadable: inTexts.flatMap((part) => part.unreadable),
  };
}

/** Objects in a text of a step, such as a manifest in a block scalar. */
function inText(wpk: Wpk, text: string, origin: Origin): Found {
  if (!looksLikeObjects(text)) return { objects: [], unreadable: [] };
  const stream: Stream = readStream(text);
  const place = insideText(wpk.source, origin.pointer);
  const objects = stream.documents.flatMap((document) =>
    objectsIn(document.value, { step: origin.step, pointer: '', locate: (at) => place(document.locate(at)) }),
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

function looksLikeObjects(text: string): boolean {
  return /(^|[\s,{])["']?kind["']?\s*:/.test(text) && /["']?apiVersion["']?\s*:/.test(text);
}
