import type { JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { mappingAt, textAt } from './parts.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as outputs hold it: without what only the server needs, and without anything secret. */
export function shownObject(object: KubeObject): KubeObject {
  const { metadata, ...rest } = object;
  if (metadata === undefined) return object;
  const { managedFields: _, ...shown } = mappingAt(object, 'metadata');
  return isSecret(object)
    ? { ...withoutKeys(rest, ['data', 'stringData']), metadata: withoutLastApplied(shown) }
    : { ...rest, metadata: shown };
}

export function isSecret(object: KubeObject): boolean {
  return textAt(object, 'kind') === 'Secret' && textAt(object, 'apiVersion') === 'v1';
}

/** It repeats the data. */
function withoutLastApplied(metadata: JsonObject): JsonObject {
  const annotations = mappingAt(metadata, 'annotations');
  if (!Object.hasOwn(annotations, LAST_APPLIED)) return metadata;
  return { ...metadata, annotations: withoutKeys(annotations, [LAST_APPLIED]) };
}

function withoutKeys(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
