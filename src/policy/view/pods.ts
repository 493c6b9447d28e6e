import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { K8sObject } from './objects.ts';

/** A pod's spec, in the object that brings it. */
export interface PodView {
  readonly object: K8sObject;
  readonly spec: JsonObject;
  readonly pointer: string;
}

export interface ContainerView {
  readonly pod: PodView;
  readonly name: string;
  readonly role: 'container' | 'init container' | 'ephemeral container';
  readonly value: JsonObject;
  readonly pointer: string;
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
  look(object.value, object.pointer, 0);
  return found;

  function look(value: Json, pointer: string, depth: number): void {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
    // A List's items are objects of their own.
    const ownItems = value === object.value && object.kind.endsWith('List');
    for (const [key, item] of Object.entries<Json>(value)) {
      if (ownItems && key === 'items') continue;
      const at = pointerTo(pointer, key);
      if (isPodSpec(item, key, value === object.value && object.kind === 'Pod')) {
        found.push({ object, spec: item, pointer: at });
      } else {
        look(item, at, depth + 1);
      }
    }
  }
}

function isPodSpec(value: Json, key: string, ofPod: boolean): value is JsonObject {
  if (!isJsonObject(value) || !key.toLowerCase().endsWith('spec')) return false;
  return ofPod || ROLES.some(([field]) => Array.isArray(value[field]));
}

export function containersOf(pod: PodView): ContainerView[] {
  return ROLES.flatMap(([field, role]) => {
    const list = pod.spec[field];
    if (!Array.isArray(list)) return [];
    return list.flatMap((value: Json, index): ContainerView[] => {
      if (!isJsonObject(value)) return [];
      const name = typeof value['name'] === 'string' ? value['name'] : String(index);
      return [{ pod, name, role, value, pointer: pointerTo(pod.pointer, field, index) }];
    });
  });
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
