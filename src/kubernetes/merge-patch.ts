import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

/** What a JSON merge patch (RFC 7386) makes of a value. */
export function mergePatch(value: Json | undefined, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(isJsonObject(value) ? value : {}));
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) merged.delete(key);
    else merged.set(key, isJsonObject(change) ? mergePatch(merged.get(key), change) : change);
  }
  return Object.fromEntries(merged);
}
