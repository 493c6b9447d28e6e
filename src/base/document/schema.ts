import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A definition of a JSON Schema, with what it refers to. */
export function definitionIn(root: JsonObject, name: string): JsonObject {
  const found = member(root['$defs'], name);
  if (found === undefined) throw new Error(`the schema has no definition ${name}`);
  return resolvedIn(root, found);
}

/** The schema behind a `$ref`, with the words that stand beside it. */
export function resolvedIn(root: JsonObject, schema: JsonObject): JsonObject {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const { $ref: _, ...beside } = schema;
  return { ...definitionIn(root, ref.replace('#/$defs/', '')), ...beside };
}

/** The schema of a key or list item; undefined where anything goes or nothing is known. */
export function schemaIn(root: JsonObject, schema: JsonObject, segment: string): JsonObject | undefined {
  const own = member(schema['properties'], segment) ?? (/^\d+$/.test(segment) ? schema['items'] : undefined);
  const found = own ?? schema['additionalProperties'];
  return isJsonObject(found) ? resolvedIn(root, found) : undefined;
}

/** The keys that a mapping may have; none where they are free. */
export function keysOf(schema: JsonObject | undefined): string[] {
  return isJsonObject(schema?.['properties']) ? Object.keys(schema['properties']) : [];
}

function member(value: Json | undefined, key: string): JsonObject | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  const found = value[key];
  return isJsonObject(found) ? found : undefined;
}
