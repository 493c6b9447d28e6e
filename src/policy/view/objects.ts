import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { resourceOf } from '../kubernetes/resources.ts';
import { isOpen } from './inputs.ts';
import type { Origin, Placed } from './place.ts';

/** A Kubernetes object, wherever in the package it stands. */
export interface K8sObject extends Origin {
  readonly value: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  /** Its kind as the API's paths name it: deployments. */
  readonly resource: string;
  /** null where it has none. */
  readonly name: string | null;
  readonly namespace: string | null;
  /** As people name it: Deployment shop/web. */
  readonly title: string;
  /** Where that is written which one of its pods takes over from beside it. */
  written?(pointer: string): string;
}

export function placeIn(object: K8sObject, pointer: string): Required<Placed> {
  const field = object.written?.(pointer) ?? pointer;
  return { step: object.step, field, location: object.locate(field), object: object.title };
}

const DEEPEST = 64;

/** The objects of one document: itself, or the items of a List, however often nested. */
export function objectsIn(value: Json, origin: Origin): K8sObject[] {
  return isObjectShaped(value) ? flatten(value, origin, 0) : [];
}

/** Every object that stands somewhere inside a value, such as a step's `with`. */
export function objectsWithin(value: Json, origin: Origin, depth = 0): K8sObject[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (isObjectShaped(value)) return flatten(value, origin, depth);
  return Object.entries(value).flatMap(([key, item]: [string, Json]) =>
    objectsWithin(item, { ...origin, pointer: pointerTo(origin.pointer, key) }, depth + 1),
  );
}

function flatten(value: JsonObject, origin: Origin, depth: number): K8sObject[] {
  const { kind, items } = value;
  const own = k8sObject(value, origin);
  if (depth > DEEPEST || typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items))
    return [own];
  const inner = items.flatMap((item: Json, index) => {
    const place = { ...origin, pointer: pointerTo(origin.pointer, 'items', index) };
    // The items of a typed list (PodList) need not repeat their kind.
    const typed = isJsonObject(item)
      ? { kind: kind.slice(0, -'List'.length), apiVersion: own.apiVersion, ...item }
      : item;
    return isJsonObject(typed) && typed['kind'] !== '' ? flatten(typed, place, depth + 1) : [];
  });
  return [own, ...inner];
}

function k8sObject(value: JsonObject, origin: Origin): K8sObject {
  const kind = textOf(value['kind']);
  const metadata = isJsonObject(value['metadata']) ? value['metadata'] : {};
  const name = textOf(metadata['name']) || textOf(metadata['generateName']);
  const namespace = textOf(metadata['namespace']);
  const path = namespace === '' ? name : `${namespace}/${name}`;
  return {
    ...origin,
    value,
    kind,
    apiVersion: textOf(value['apiVersion']),
    resource: resourceOf(kind),
    name: name === '' ? null : name,
    namespace: namespace === '' ? null : namespace,
    title: `${kind} ${path}`.trim(),
  };
}

function isObjectShaped(value: Json): value is JsonObject {
  if (!isJsonObject(value) || typeof value['kind'] !== 'string') return false;
  const { apiVersion, metadata, spec } = value;
  return (
    (typeof apiVersion === 'string' && !isOpen(apiVersion)) || isJsonObject(spec) || isJsonObject(metadata)
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
