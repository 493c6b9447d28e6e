import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { readPlain } from '../../base/plain-yaml.ts';
import { pointerTo } from '../../base/pointer.ts';
import { type Moves, movedBack, type Piece, withDefaults } from './inherited.ts';
import type { K8sObject } from './objects.ts';
import { type ContainerPlace, type PodPlaces, podPlacesOf } from './pod-places.ts';
import { type ContainerView, containersOf, newPod, type PodView, valueAt } from './pods.ts';

const DEEPEST = 64;

/** What a pod takes over from above it. */
const POD_FIELDS = ['volumes', 'securityContext', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'os'];

/** A mapping, and the key that it stands under; of an item, that of its list. */
interface Node extends Piece {
  readonly key: string;
}

/** The pods of an object whose kind has its containers somewhere else than in a pod's spec. */
export function customPodsOf(object: K8sObject): PodView[] {
  return podPlacesOf(object.apiVersion) === undefined ? [] : new CustomPods(object).pods;
}

class CustomPods {
  readonly pods: PodView[] = [];
  readonly #object: K8sObject;
  readonly #moves: Moves = new Map();
  readonly #used = new Set<Piece>();

  constructor(object: K8sObject) {
    const written = (pointer: string) => movedBack(this.#moves, pointer);
    this.#object = { ...object, written };
    const top = { value: object.value, pointer: object.pointer, key: '' };
    this.#look(top, { places: undefined, kind: '', above: [], depth: 0 });
  }

  #look(node: Node, around: Around): void {
    const { value, pointer, key } = node;
    const within = enter(value, around);
    const { places, depth } = within;
    if (places === undefined || depth > DEEPEST) return;
    const here = aboveIn(node, places);
    const below = { ...within, above: [...here, ...within.above], depth: depth + 1 };
    this.#pod(node, within);
    const patch = places.patch === null ? undefined : value[places.patch];
    if (typeof patch === 'string') this.#patch(patch, pointerTo(pointer, places.patch ?? ''));
    for (const [name, item] of Object.entries(value)) {
      // What an object came to in a cluster is nothing that is asked for.
      if (name === 'status' && key === '') continue;
      this.#lookInto(item, { pointer: pointerTo(pointer, name), key: name }, below);
    }
    for (const piece of here) if (!this.#used.has(piece)) this.#bare(piece);
  }

  #lookInto(value: Json, { pointer, key }: Pick<Node, 'pointer' | 'key'>, around: Around): void {
    if (around.depth > DEEPEST) return;
    if (isJsonObject(value)) return this.#look({ value, pointer, key }, around);
    if (!Array.isArray(value)) return;
    const deeper = { ...around, depth: around.depth + 1 };
    for (const [index, item] of value.entries())
      this.#lookInto(item, { pointer: pointerTo(pointer, index), key }, deeper);
  }

  #pod(node: Node, { places, kind, above }: Around): void {
    if (places === undefined) return;
    const isContainer = places.containerKinds.has(kind) && node.key === 'spec';
    const found = isContainer
      ? [{ ...node, name: '0', place: STEP }]
      : places.pods.has(node.key)
        ? containerPieces(node, places)
        : [];
    if (found.length === 0) return;
    for (const piece of above) this.#used.add(piece);
    const metadata = node.value['metadata'];
    const own = {
      object: this.#object,
      spec: this.#specOf(isContainer ? { value: {}, pointer: node.pointer } : node, above),
      pointer: node.pointer,
      metadata: {
        value: isJsonObject(metadata) ? metadata : {},
        pointer: pointerTo(node.pointer, 'metadata'),
      },
    };
    this.pods.push(newPod(own, (pod) => found.map((piece) => this.#container(pod, piece, places))));
  }

  #container(pod: PodView, found: ContainerPiece, places: PodPlaces): ContainerView {
    const { pointer, name, place, defaults } = found;
    return {
      pod,
      name,
      role: place.role,
      value: defaults === undefined ? found.value : withDefaults(found, defaults, this.#moves),
      pointer,
      filled: places.filled,
      ...(place.program !== undefined && { program: place.program }),
    };
  }

  /** What the pod's spec would be, as far as it lies beside the containers or above. */
  #specOf(own: Piece, above: readonly Piece[]): JsonObject {
    const spec: Record<string, Json> = {};
    for (const piece of [own, ...above]) {
      for (const field of POD_FIELDS) {
        const theirs = piece.value[field];
        if (theirs === undefined) continue;
        const ours = spec[field];
        const at = pointerTo(own.pointer, field);
        const from = pointerTo(piece.pointer, field);
        if (ours === undefined) {
          spec[field] = theirs;
          if (at !== from) this.#moves.set(at, from);
        } else if (Array.isArray(ours) && Array.isArray(theirs)) {
          spec[field] = [...ours, ...theirs];
          for (const index of theirs.keys())
            this.#moves.set(pointerTo(at, ours.length + index), pointerTo(from, index));
        }
      }
    }
    return spec;
  }

  /** What holds for pods that are described elsewhere. */
  #bare(piece: Piece): void {
    const spec = this.#specOf(piece, []);
    if (Object.keys(spec).length === 0) return;
    const metadata = { value: {}, pointer: piece.pointer };
    this.pods.push(newPod({ object: this.#object, spec, pointer: piece.pointer, metadata }, () => []));
  }

  #patch(text: string, pointer: string): void {
    const value = patchIn(text);
    const own = {
      object: this.#object,
      spec: value ?? {},
      pointer,
      metadata: { value: {}, pointer },
      patch: value === undefined ? ('unread' as const) : ('read' as const),
    };
    this.pods.push(newPod(own, containersOf));
  }
}

/** Where a mapping stands, as far as it matters for what is in it. */
interface Around {
  readonly places: PodPlaces | undefined;
  /** That of the nearest object. */
  readonly kind: string;
  /** What holds for every pod here, the nearest first. */
  readonly above: readonly Piece[];
  readonly depth: number;
}

/** An object in an object, such as what a trigger makes, has places of its own. */
function enter(value: JsonObject, around: Around): Around {
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return around;
  return { places: podPlacesOf(apiVersion), kind, above: [], depth: around.depth };
}

function aboveIn({ value, pointer }: Node, { above }: PodPlaces): Piece[] {
  return above.flatMap(({ keys, beside }): Piece[] => {
    const found = valueAt(value, ...keys);
    if (!isJsonObject(found)) return [];
    if (keys.length === 0 && !beside.some((key) => Object.hasOwn(value, key))) return [];
    return [{ value: found, pointer: pointerTo(pointer, ...keys) }];
  });
}

interface ContainerPiece extends Piece {
  readonly name: string;
  readonly place: ContainerPlace;
  /** What it takes over where it says nothing. */
  readonly defaults?: Piece;
}

const STEP: ContainerPlace = { keys: [], role: 'step', program: 'script' };

function containerPieces({ value, pointer }: Piece, places: PodPlaces): ContainerPiece[] {
  const { containers, defaults } = places;
  const common = defaults === null ? undefined : value[defaults.key];
  return containers.flatMap((place) => {
    const found = valueAt(value, ...place.keys);
    const at = pointerTo(pointer, ...place.keys);
    const pieces = Array.isArray(found)
      ? found.map((item: Json, index) => ({ item, at: pointerTo(at, index), other: String(index) }))
      : [{ item: found, at, other: nameIn(value) ?? 'main' }];
    return pieces.flatMap(({ item, at: itsPointer, other }): ContainerPiece[] => {
      if (!isJsonObject(item)) return [];
      const piece = { value: item, pointer: itsPointer, name: nameIn(item) ?? other, place };
      if (defaults?.role !== place.role || !isJsonObject(common)) return [piece];
      return [{ ...piece, defaults: { value: common, pointer: pointerTo(pointer, defaults.key) } }];
    });
  });
}

function nameIn({ name }: JsonObject): string | undefined {
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** A patch is JSON or YAML; undefined where it is neither as it stands. */
function patchIn(text: string): JsonObject | undefined {
  const value = jsonIn(text) ?? readPlain(text.endsWith('\n') ? text : `${text}\n`, '1.1')?.value;
  return isJsonObject(value) ? value : undefined;
}

function jsonIn(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
