import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { pointerTo } from '../base/pointer.ts';
import { suggest } from '../base/suggest.ts';
import type { Finding } from '../base/document/finding.ts';
import type { Outline } from './outline.ts';

type Kind =
  | 'schema'
  | 'schemas'
  | 'list-of-schemas'
  | 'texts'
  | 'text'
  | 'count'
  | 'number'
  | 'flag'
  | 'list'
  | 'pattern'
  | 'any'
  | 'types';

/** The words of JSON Schema 2020-12, and what each takes. */
const WORDS: Readonly<Record<string, Kind>> = {
  ...words(
    'schema',
    'items contains additionalProperties propertyNames not if then else unevaluatedProperties unevaluatedItems contentSchema',
  ),
  ...words('schemas', 'properties patternProperties $defs definitions dependentSchemas'),
  ...words('list-of-schemas', 'allOf anyOf oneOf prefixItems'),
  ...words('texts', 'required'),
  ...words(
    'text',
    'title description $ref $id $schema $anchor $comment $dynamicRef $dynamicAnchor format contentEncoding contentMediaType',
  ),
  ...words(
    'count',
    'minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains',
  ),
  ...words('number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'),
  ...words('flag', 'uniqueItems deprecated readOnly writeOnly'),
  ...words('list', 'enum examples'),
  ...words('any', 'const default dependentRequired $vocabulary'),
  pattern: 'pattern',
  type: 'types',
};
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

const NICKNAMES: Readonly<Record<string, string>> = {
  int: 'integer',
  float: 'number',
  str: 'string',
  text: 'string',
  bool: 'boolean',
  list: 'array',
  map: 'object',
  dict: 'object',
};

/** `spec.inputs` that is no JSON Schema. */
export function inputsFindings({ spec }: Outline): Finding[] {
  const inputs = spec['inputs'];
  if (!isJsonObject(inputs)) return [];
  const type = inputs['type'];
  const notObject = typeof type === 'string' && TYPES.includes(type) && type !== 'object';
  const message = 'The inputs of a run are an object';
  return [
    ...(notObject
      ? [{ kind: 'bad-schema', message, pointer: '/spec/inputs/type', suggestion: 'object' }]
      : []),
    ...schemaFindings(inputs, '/spec/inputs'),
  ];
}

/** What is wrong with a JSON Schema. */
export function schemaFindings(schema: Json, pointer: string): Finding[] {
  if (typeof schema === 'boolean') return [];
  if (!isJsonObject(schema)) return [bad('A schema is a mapping', pointer)];
  return [
    ...Object.entries(schema).flatMap(([word, value]) => wordFindings(word, value, pointerTo(pointer, word))),
    ...undeclaredRequired(schema, pointer),
  ];
}

/** A required property that is not among the declared ones is a slip: no run could ever be given it. */
function undeclaredRequired(
  { required, properties, additionalProperties }: JsonObject,
  pointer: string,
): Finding[] {
  if (!Array.isArray(required) || !isJsonObject(properties) || additionalProperties === true) return [];
  return required.flatMap((name, i): Finding[] => {
    if (typeof name !== 'string' || Object.hasOwn(properties, name)) return [];
    const meant = suggest(name, Object.keys(properties));
    const at = pointerTo(pointer, 'required', i);
    return [
      {
        ...bad(`"${name}" is required, but not among the properties`, at),
        ...(meant !== undefined && { suggestion: meant }),
      },
    ];
  });
}

function wordFindings(word: string, value: Json, pointer: string): Finding[] {
  const kind = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (kind !== undefined) return valueFindings(kind, value, pointer);
  if (word.startsWith('x-')) return [];
  const meant = suggest(word, Object.keys(WORDS));
  const message = `JSON Schema has no word "${word}"`;
  return [{ ...bad(message, pointer), place: 'key', ...(meant !== undefined && { suggestion: meant }) }];
}

// oxlint-disable-next-line complexity -- a table of one line each.
function valueFindings(kind: Kind, value: Json, pointer: string): Finding[] {
  switch (kind) {
    case 'schema':
      return schemaFindings(value, pointer);
    case 'schemas':
      return isJsonObject(value)
        ? Object.entries(value).flatMap(([name, schema]) => schemaFindings(schema, pointerTo(pointer, name)))
        : [bad('This must be a mapping of schemas', pointer)];
    case 'list-of-schemas':
      return Array.isArray(value) && value.length > 0
        ? value.flatMap((schema, i) => schemaFindings(schema, pointerTo(pointer, i)))
        : [bad('This must be a list of schemas', pointer)];
    case 'texts':
      return unless(
        Array.isArray(value) && value.every((item) => typeof item === 'string'),
        'a list of names',
        pointer,
      );
    case 'text':
      return unless(typeof value === 'string', 'text', pointer);
    case 'count':
      return unless(Number.isInteger(value) && Number(value) >= 0, 'a whole number', pointer);
    case 'number':
      return unless(typeof value === 'number', 'a number', pointer);
    case 'flag':
      return unless(typeof value === 'boolean', 'true or false', pointer);
    case 'list':
      return unless(Array.isArray(value) && value.length > 0, 'a list', pointer);
    case 'pattern':
      return unless(typeof value === 'string' && isPattern(value), 'a regular expression', pointer);
    case 'types':
      return typeFindings(value, pointer);
    case 'any':
      return [];
  }
}

function typeFindings(value: Json, pointer: string): Finding[] {
  const types = Array.isArray(value) ? value : [value];
  const wrong = types.find((type) => typeof type !== 'string' || !TYPES.includes(type));
  if (wrong === undefined && types.length > 0) return [];
  const meant = typeof wrong === 'string' ? (NICKNAMES[wrong] ?? suggest(wrong, TYPES)) : undefined;
  const finding = bad(`A type is one of ${TYPES.join(', ')}`, pointer);
  return [{ ...finding, ...(meant !== undefined && { suggestion: meant }) }];
}

function unless(good: boolean, wanted: string, pointer: string): Finding[] {
  return good ? [] : [bad(`This must be ${wanted}`, pointer)];
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

function bad(message: string, pointer: string): Finding {
  return { kind: 'bad-schema', message, pointer };
}

function words(kind: Kind, list: string): Record<string, Kind> {
  return Object.fromEntries(list.split(' ').map((word) => [word, kind]));
}
