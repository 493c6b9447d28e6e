import { isJsonObject, type Json } from '../base/json.ts';
import { fieldPath, itemPath, namedItems } from './field-paths.ts';

/** The fields of an object whose text holds one of these texts. */
export function fieldsHolding(object: Json, texts: readonly string[]): string[] {
  return [...fields(object, '', (text) => texts.some((one) => text.includes(one)))];
}

function* fields(value: Json, path: string, holds: (text: string) => boolean): Iterable<string> {
  if (typeof value === 'string') {
    if (holds(value)) yield path;
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield* fields(item, fieldPath(path, key), holds);
  } else if (Array.isArray(value)) {
    const names = [...(namedItems(value)?.keys() ?? [])];
    for (const [index, item] of value.entries())
      yield* fields(item, itemPath(path, names[index] ?? index), holds);
  }
}
