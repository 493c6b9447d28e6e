import { isJsonObject, isList, isNested, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { K8sObject } from './objects.ts';
import type { ContainerRole, ProgramKey } from './pod-places.ts';

/** A pod's spec, in the object that brings it. */
export interface PodView {
  readonly object: K8sObject;
  readonly spec: JsonObject;
  readonly pointer: string;
  /** The pod's own metadata: of a controller, that of its template. */
  readonly metadata: { readonly value: JsonObject; readonly pointer: string };
  readonly containers: readonly ContainerView[];
  /** Of a patch in a text: whether it could be read. */
  readonly patch?: 'read' | 'unread';
  readonly setters: Setters;
}

/** A pod or one of its containers, and the security context that it sets. */
export interface Setter {
  /** As a sentence begins: The container web. */
  readonly who: string;
  readonly securityContext: JsonObject;
  /** Of the security context, also where there is none. */
  readonly pointer: string;
}

/** Most controls ask for the same ones. */
export interface Setters {
  readonly own: Setter;
  readonly ofContainers: readonly Setter[];
  /** The pod's own first. */
  readonly all: readonly Setter[];
}

export interface ContainerView {
  readonly pod: PodView;
  readonly name: string;
  readonly role: ContainerRole;
  readonly value: JsonObject;
  readonly pointer: string;
  /** The key of its program, where that is a text of its own. */
  readonly program?: ProgramKey;
  /** What stands in its texts for a value that is only known when it runs, beside what every pod may have there. */
  readonly filled?: RegExp;
}

const ROLES = [
  ['containers', 'container'],
  ['initContainers', 'init container'],
  ['ephemeralContainers', 'ephemeral container'],
] as const;

const DEEPEST = 64;

/**
 * Every pod spec that an object brings: its own, or that of a template at any depth. Looking for the
 * shape instead of a list of kinds finds the pods of CronJobs as well as those of custom controllers.
 */
export function podsOf(object: K8sObject): PodView[] {
  const found: PodView[] = [];
  look({ value: object.value, pointer: object.pointer, key: '' }, 0);
  return found;

  function look({ value, pointer, key: under }: Node, depth: number): void {
    if (depth > DEEPEST) return;
    if (isList(value)) {
      lookInList(value, pointer, depth);
      return;
    }
    const isTop = value === object.value;
    const certain = isTop && object.kind === 'Pod';
    for (const key of Object.keys(value)) {
      const item = value[key];
      // Most of what an object holds is neither a pod's spec nor holds one, and a List's items are objects of their own.
      if (!isNested(item) || (isTop && key === 'items' && object.kind.endsWith('List'))) continue;
      if (isPodSpec(item, key, certain || (under === 'template' && hasPodFields(item))))
        found.push(podView(object, { value, pointer }, { key, spec: item }));
      else look({ value: item, pointer: pointerTo(pointer, key), key }, depth + 1);
    }
  }

  function lookInList(list: readonly Json[], pointer: string, depth: number): void {
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index];
      if (isNested(value)) look({ value, pointer: pointerTo(pointer, index), key: '' }, depth + 1);
    }
  }
}

interface Node {
  readonly value: JsonObject | readonly Json[];
  readonly pointer: string;
  /** The key that it stands under. */
  readonly key: string;
}

/** A pod spec and the metadata that stands beside it. */
function podView(
  object: K8sObject,
  parent: { readonly value: Json; readonly pointer: string },
  { key, spec }: { readonly key: string; readonly spec: JsonObject },
): PodView {
  const pointer = pointerTo(parent.pointer, key);
  const metadata = valueAt(parent.value, 'metadata');
  return newPod(
    {
      object,
      spec,
      pointer,
      metadata: {
        value: isJsonObject(metadata) ? metadata : {},
        pointer: pointerTo(parent.pointer, 'metadata'),
      },
    },
    containersOf,
  );
}

/** A pod with its containers, and what each of them sets. */
export function newPod(
  parts: Omit<PodView, 'containers' | 'setters'>,
  containersIn: (pod: PodView) => readonly ContainerView[],
): PodView {
  const containers: ContainerView[] = [];
  const own = setter('The pod', parts.spec, parts.pointer);
  const ofContainers: Setter[] = [];
  const all = [own];
  const pod: PodView = { ...parts, containers, setters: { own, ofContainers, all } };
  for (const container of containersIn(pod)) {
    containers.push(container);
    ofContainers.push(setter(nameOf(container), container.value, container.pointer));
  }
  all.push(...ofContainers);
  return pod;
}

function setter(who: string, value: JsonObject, pointer: string): Setter {
  const securityContext = value['securityContext'];
  return {
    who,
    securityContext: isJsonObject(securityContext) ? securityContext : {},
    pointer: pointerTo(pointer, 'securityContext'),
  };
}

/** Fields that a spec has only where it is a pod's: a patch may bring them without containers. */
const OF_PODS = ['hostNetwork', 'hostPID', 'hostIPC', 'securityContext', 'volumes'];

function hasPodFields(value: Json): boolean {
  return isJsonObject(value) && OF_PODS.some((field) => Object.hasOwn(value, field));
}

function isPodSpec(value: Json, key: string, ofPod: boolean): value is JsonObject {
  if (!isJsonObject(value) || !key.toLowerCase().endsWith('spec')) return false;
  return ofPod || ROLES.some(([field]) => Array.isArray(value[field]));
}

export function containersOf(pod: PodView): ContainerView[] {
  return ROLES.flatMap(([field, role]) =>
    listAt(pod.spec, field).flatMap((value, index): ContainerView[] => {
      if (!isJsonObject(value)) return [];
      const name = typeof value['name'] === 'string' ? value['name'] : String(index);
      return [{ pod, name, role, value, pointer: pointerTo(pod.pointer, field, index) }];
    }),
  );
}

/** "The init container setup" */
export function nameOf({ role, name }: ContainerView): string {
  return `The ${role} ${name}`;
}

/** A value some keys down; undefined where there is none. */
export function valueAt(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let current = value;
  for (const key of keys) {
    if (!isJsonObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The list some keys down; empty where there is none. */
export function listAt(value: Json | undefined, ...keys: readonly string[]): readonly Json[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found : [];
}
