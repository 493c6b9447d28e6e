import type { Location } from '../../base/errors.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Found } from './file-objects.ts';
import { type K8sObject, objectsIn } from './objects.ts';
import { patchedParts } from './patch.ts';
import { linesIn, type Origin, type Position, scalarsIn } from './place.ts';
import type { Stream } from './plain-stream.ts';
import { podPlacesOf } from './pod-places.ts';

const DEEPEST = 64;

/** A text of an object that holds manifests, as the tool that makes objects of it reads it. */
interface Embedded {
  readonly object: K8sObject;
  readonly pointer: string;
  readonly written: string;
  /** As `written`, and as long, with a plain word for what is put in later. */
  readonly text: string;
}

/** The manifests that stand as texts in objects, such as those of the resource templates of Argo Workflows. */
export function embeddedIn(objects: readonly K8sObject[]): Embedded[] {
  return objects.flatMap((object): Embedded[] => {
    const places = podPlacesOf(object.apiVersion);
    if (places === undefined || places.manifest === null) return [];
    const { manifest, filled } = places;
    return textsAt(object.value, { pointer: object.pointer, keys: manifest, depth: 0 }).map(
      ({ pointer, written }) => ({ object, pointer, written, text: written.replaceAll(filled, word) }),
    );
  });
}

/** What they bring; `read` reads a stream of manifests. */
export function objectsEmbedded(embedded: readonly Embedded[], read: (text: string) => Stream): Found[] {
  return embedded.map(({ object, pointer, written, text }) => {
    const { step } = object;
    const inside = object.inside?.(pointer, written) ?? (() => object.locate(pointer));
    const { offsetOf } = linesIn(text);
    const place = (position: Position): Location => inside(offsetOf(position));
    const scalars = scalarsIn(() => text);
    const { documents, problem } = read(text);
    const objects = documents.flatMap((document) => {
      const origin: Origin = {
        step,
        pointer: '',
        locate: (at) => place(document.locate(at)),
        inside: (at, value) => {
          const places = scalars(document.locate(at), value);
          return places && ((offset) => place(places(offset)));
        },
      };
      const found = objectsIn(document.value, origin);
      return found.length > 0 ? found : patchedBy(document.value, origin);
    });
    const isOpen = problem === null && documents.some(({ value }) => typeof value === 'string');
    if (problem === null && !isOpen) return { objects, unreadable: [] };
    const { message, position } = problem ?? ONLY_KNOWN;
    return { objects, unreadable: [{ step, pointer, location: place(position), message }] };
  });
}

const ONLY_KNOWN = { message: 'it is only known when it runs', position: { line: 1, col: 1 } };

/** What a patch sets of an object that is named beside it. */
function patchedBy(patch: Json, origin: Origin): K8sObject[] {
  const place = isJsonObject(patch)
    ? origin
    : { step: origin.step, pointer: '', locate: () => origin.locate('') };
  return patchedParts(patch).flatMap((part) => objectsIn({ metadata: {}, ...part, kind: 'Patch' }, place));
}

/** `$(___)`, which the rules know for what is filled in later, and YAML for a text. */
function word(found: string): string {
  return `$(${'_'.repeat(Math.max(0, found.length - 3))})`;
}

interface Search {
  readonly pointer: string;
  readonly keys: readonly [above: string, key: string];
  readonly depth: number;
}

function textsAt(value: Json, { pointer, keys, depth }: Search): { pointer: string; written: string }[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  const [above, key] = keys;
  const isAbove = pointer.endsWith(`/${above}`);
  return Object.entries<Json>(value).flatMap(([name, item]) => {
    const at = pointerTo(pointer, name);
    if (isAbove && name === key && typeof item === 'string') return [{ pointer: at, written: item }];
    return textsAt(item, { pointer: at, keys, depth: depth + 1 });
  });
}
