import type { Location } from '../../base/errors.ts';
import { type K8sObject, objectsIn } from './objects.ts';
import { customPodsOf } from './custom-pods.ts';
import type { Stream } from './plain-stream.ts';
import { scalarsIn } from './place.ts';
import { type PodView, podsOf } from './pods.ts';
import type { SourceFile } from './source-file.ts';

/** A text that should hold Kubernetes objects and cannot be read as such. */
export interface Unreadable {
  readonly step: string | null;
  readonly pointer: string;
  readonly location: Location;
  readonly message: string;
}

/** What a text that may hold manifests brought. */
export interface Found {
  readonly objects: readonly K8sObject[];
  readonly unreadable: readonly Unreadable[];
}

/** The objects of a file's documents, and what of it could not be read. */
export function objectsInFile(
  { documents, problem }: Stream,
  source: SourceFile,
  step: string | null,
): Found {
  const file = source.name;
  const scalars = scalarsIn(() => source.text());
  const objects = documents.flatMap((document) =>
    objectsIn(document.value, {
      step,
      pointer: '',
      locate: (pointer) => {
        const { line, col } = document.locate(pointer);
        return { file, line, col };
      },
      inside: (pointer, value) => {
        const places = scalars(document.locate(pointer), value);
        return places && ((offset) => ({ file, ...places(offset) }));
      },
    }),
  );
  if (problem === null) return { objects, unreadable: [] };
  const { message, position } = problem;
  return { objects, unreadable: [{ step, pointer: '', location: { file, ...position }, message }] };
}

export function looksLikeObjects(text: string): boolean {
  return /(^|[\s,{])["']?kind["']?\s*:/.test(text) && /["']?apiVersion["']?\s*:/.test(text);
}

/** What several texts brought, as one. */
export function joined(found: readonly Found[]): Found {
  return {
    objects: found.flatMap(({ objects }) => objects),
    unreadable: found.flatMap(({ unreadable }) => unreadable),
  };
}

/** All that several texts brought, and the pods in it. */
export function seenIn(found: readonly Found[]) {
  const { objects, unreadable } = joined(found);
  const pods: readonly PodView[] = objects.flatMap((object) => [...podsOf(object), ...customPodsOf(object)]);
  return {
    objects,
    pods,
    containers: pods.flatMap(({ containers }) => containers),
    unreadable,
  };
}
