import { isJsonObject, type Json } from '../base/json.ts';
import type { ApiRequest } from '../model/cluster.ts';
import { fieldPath, itemPath, liesIn, namedItems } from './field-paths.ts';

/** What names an object: every request says it, and it is no change. */
const IDENTITY = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.resourceVersion',
];

export function isIdentity(path: string): boolean {
  return IDENTITY.includes(path);
}

/** Whether a request sets or deletes the field of this path. A Secret's `stringData` comes back as its `data`. */
export function setsPath(request: ApiRequest): (path: string) => boolean {
  // Only what the operations name is changed by them.
  if (request.patch === 'json' || request.body === undefined) return () => true;
  const paths = [...leaves(request.body, '')]
    .filter((path) => !isIdentity(path))
    .map((path) => (request.kind.kind === 'Secret' ? path.replace(/^stringData\b/, 'data') : path));
  return (path) => paths.some((set) => liesIn(path, set) || liesIn(set, path));
}

function* leaves(value: Json, path: string): Iterable<string> {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    for (const [key, item] of Object.entries(value)) yield* leaves(item, fieldPath(path, key));
    return;
  }
  const items = Array.isArray(value) && value.length > 0 ? namedItems(value) : undefined;
  if (items === undefined) yield path;
  else for (const [name, item] of items) yield* leaves(item, itemPath(path, name));
}
