import { isJsonObject, type Json, type JsonObject, textOf } from '../../base/json.ts';
import { pointerSegments } from '../../base/pointer.ts';
import { suggest } from '../../base/suggest.ts';
import { VaultFailure } from './failure.ts';

/** The text of one field; one that is no text is given as JSON. @throws {VaultFailure} naming the fields, never a value */
export function fieldOf(fields: JsonObject, field: string | null, path: string): string {
  const names = Object.keys(fields);
  const [only] = names;
  if (field === null) {
    if (only !== undefined && names.length === 1) return textOf(fields[only]);
    throw wrong(`${path} has ${listed(names)}: say which`, path, only);
  }
  const found = field.startsWith('/')
    ? within(fields, pointerSegments(field))
    : Object.hasOwn(fields, field)
      ? fields[field]
      : undefined;
  if (found !== undefined) return textOf(found);
  const meant = suggest(field, names);
  const didYouMean = meant === undefined ? '' : `; did you mean ${meant}?`;
  throw wrong(`${path} has no field ${field}; it has ${listed(names)}${didYouMean}`, path, meant ?? only);
}

function within(fields: JsonObject, segments: readonly string[]): Json | undefined {
  let value: Json | undefined = fields;
  for (const segment of segments) {
    value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no fields';
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}

function wrong(message: string, path: string, field: string | undefined): VaultFailure {
  return new VaultFailure('missing', message, { hint: `Write vault://${path}#${field ?? 'FIELD'}` });
}
