import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';

/** A mapping and where it is written. */
export interface Piece {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** From where something was put to where it is written. */
export type Moves = Map<string, string>;

/** A mapping with what another one says of keys that it does not have; lists of mappings have the items of both. */
export function withDefaults(own: Piece, defaults: Piece, moves: Moves): JsonObject {
  const merged: Record<string, Json> = { ...own.value };
  for (const [key, theirs] of Object.entries(defaults.value)) {
    const ours = merged[key];
    const at = pointerTo(own.pointer, key);
    const from = pointerTo(defaults.pointer, key);
    if (ours === undefined) {
      merged[key] = theirs;
      moves.set(at, from);
    } else if (isJsonObject(ours) && isJsonObject(theirs)) {
      merged[key] = withDefaults({ value: ours, pointer: at }, { value: theirs, pointer: from }, moves);
    } else if (isListOfObjects(ours) && isListOfObjects(theirs)) {
      merged[key] = [...ours, ...theirs];
      for (const index of theirs.keys())
        moves.set(pointerTo(at, ours.length + index), pointerTo(from, index));
    }
  }
  return merged;
}

/** Where a pointer leads to once what was put elsewhere is looked for where it is written. */
export function movedBack(moves: Moves, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const from = moves.get(pointer.slice(0, end));
    if (from !== undefined) return from + pointer.slice(end);
  }
  return pointer;
}

function isListOfObjects(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject);
}
