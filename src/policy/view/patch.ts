import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerSegments } from '../../base/pointer.ts';

/** What a patch sets, as objects of which the rest is not known: itself, or one for each operation of a JSON patch. */
export function patchedParts(patch: Json): readonly JsonObject[] {
  if (isJsonObject(patch)) return [patch];
  return (Array.isArray(patch) ? patch : []).flatMap((operation: Json) => {
    const [path, value] = isJsonObject(operation) ? [operation['path'], operation['value']] : [];
    if (typeof path !== 'string' || value === undefined) return [];
    const part = pointerSegments(path).reduceRight<Json>(
      (inner, key) => (/^(?:-|\d+)$/.test(key) ? [inner] : { [key]: inner }),
      value,
    );
    return isJsonObject(part) ? [part] : [];
  });
}
