import { isJsonObject, type Json } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';

/** The objects of a manifest: one, a list of them, or a `List`. @throws {RangeError} for what is no object of Kubernetes. */
export function objectsOf(manifest: Json, where: string): readonly KubeObject[] {
  if (Array.isArray(manifest))
    return manifest.flatMap((item: Json, index) => objectsOf(item, `${where}[${index}]`));
  if (!isJsonObject(manifest)) throw new RangeError(`${where} is no object`);
  const { kind, items } = manifest;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items))
    return objectsOf(items, `${where}.items`);
  const missing = missingIn(manifest);
  if (missing !== undefined) throw new RangeError(`${where} has no ${missing}`);
  return [manifest];
}

function missingIn({ apiVersion, kind, metadata }: KubeObject): string | undefined {
  if (!isText(apiVersion)) return 'apiVersion';
  if (!isText(kind)) return 'kind';
  if (isJsonObject(metadata) && isText(metadata['name'])) return undefined;
  return isJsonObject(metadata) && isText(metadata['generateName'])
    ? 'metadata.name (generateName would make another object each time)'
    : 'metadata.name';
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
