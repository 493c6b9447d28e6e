import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { fieldPath, itemPath, namedItems } from './field-paths.ts';
import { mappingAt, textAt } from './parts.ts';

/** What a server allocates to a Service from its ranges. A dry-run takes nothing from them: it answers with stand-ins. */
const ALLOCATED: readonly string[] = ['clusterIP', 'clusterIPs', 'nodePort', 'healthCheckNodePort'];

/** The allocated fields of an object that neither of the others has said: what it was, and what was asked for. */
export function allocatedFields(object: KubeObject, others: readonly (Json | undefined)[]): string[] {
  if (textAt(object, 'apiVersion') !== 'v1' || textAt(object, 'kind') !== 'Service') return [];
  const isSaid = (key: string, value: Json) => others.some((other) => says(other, key, value));
  return [...allocated(mappingAt(object, 'spec'), 'spec', isSaid)];
}

function* allocated(
  value: Json,
  path: string,
  isSaid: (key: string, value: Json) => boolean,
): Iterable<string> {
  if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const below = fieldPath(path, key);
      if (ALLOCATED.includes(key) && !isHeadless(item)) {
        if (!isSaid(key, item)) yield below;
      } else yield* allocated(item, below, isSaid);
    }
  } else if (Array.isArray(value)) {
    const names = [...(namedItems(value)?.keys() ?? [])];
    for (const [index, item] of value.entries())
      yield* allocated(item, itemPath(path, names[index] ?? index), isSaid);
  }
}

function isHeadless(value: Json): boolean {
  return value === 'None' || (Array.isArray(value) && value[0] === 'None');
}

function says(within: Json | undefined, key: string, value: Json): boolean {
  if (Array.isArray(within)) return within.some((item: Json) => says(item, key, value));
  if (!isJsonObject(within)) return false;
  return Object.entries(within).some(
    ([one, item]) => (one === key && isDeepStrictEqual(item, value)) || says(item, key, value),
  );
}
