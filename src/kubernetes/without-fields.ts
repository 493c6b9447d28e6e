import { isJsonObject, type Json } from '../base/json.ts';
import { fieldPath, itemPath } from './field-paths.ts';

/** A value without the fields of these paths, where `path` is its own. Items of lists are found by name and by place. */
export function withoutFields(value: Json, path: string, left: readonly string[]): Json {
  return left.length === 0 ? value : without(value, [path], left);
}

function without(value: Json, paths: readonly string[], left: readonly string[]): Json {
  if (isJsonObject(value)) {
    const below = Object.entries(value).map(
      ([key, item]) => [key, item, paths.map((path) => fieldPath(path, key))] as const,
    );
    return Object.fromEntries(
      below
        .filter(([, , at]) => !at.some((path) => left.includes(path)))
        .map(([key, item, at]) => [key, without(item, at, left)]),
    );
  }
  if (!Array.isArray(value)) return value;
  return value.map((item: Json, index) => without(item, placesOf(item, index, paths), left));
}

function placesOf(item: Json, index: number, paths: readonly string[]): string[] {
  const name = isJsonObject(item) ? item['name'] : undefined;
  return paths.flatMap((path) => [
    itemPath(path, index),
    ...(typeof name === 'string' ? [itemPath(path, name)] : []),
  ]);
}
