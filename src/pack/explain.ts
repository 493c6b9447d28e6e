import { AtomError } from '../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { suggest } from '../base/suggest.ts';
import type { ExplainedField, Explanation } from '../model/explanation.ts';
import { keysOf } from '../base/document/schema.ts';
import {
  actionsOf,
  definition,
  isSpelledOut,
  resolved,
  SCHEMA,
  TRIGGER_OF,
  WITH_OF,
  WITH_OF_ACTION,
} from './schema.ts';
import { EXPRESSIONS } from './explain-expressions.ts';

/**
 * What the schema says of a field: `spec.handlers.retry`, `handlers.retry`, or by type `shell.with`, `schedule.cron`.
 * @throws {AtomError} ATOM_FIELD_NOT_FOUND, with the name that was probably meant.
 */
export function explainField(field: string): Explanation {
  if (field === 'expressions') return EXPRESSIONS;
  const segments = field
    .split('.')
    .map((segment) => segment.replace(/\[\d*\]$/, ''))
    .filter((s) => s !== '' && !/^\d+$/.test(s));
  const [type, action = ''] = segments;
  // What a step of several actions means depends on the action: both are one word here.
  if (Object.hasOwn(actionsOf(type) ?? {}, action)) segments.splice(0, 2, `${type}.${action}`);
  let schema: JsonObject = SCHEMA;
  let required = false;
  for (const [depth, segment] of segments.entries()) {
    const inner = depth === 0 ? rootMember(segment) : member(schema, segment);
    if (inner === undefined) throw notFound({ field, segments, depth, schema });
    required = depth > 0 && isRequired(schema, segment);
    schema = inner;
  }
  return explanationOf(field, schema, required);
}

function explanationOf(field: string, schema: JsonObject, required: boolean): Explanation {
  const inside = content(schema);
  const allowed = schema['const'] === undefined ? listOf(schema['enum']) : [schema['const']];
  return {
    field,
    type: `${typeOf(schema)}${required ? ', required' : ''}`,
    description: wordsOf(schema) || wordsOf(inside),
    ...(schema['default'] !== undefined && { default: schema['default'] }),
    ...(allowed.length > 0 && { allowed }),
    examples: listOf(schema['examples']),
    fields: fieldsOf(inside),
  };
}

function fieldsOf(schema: JsonObject): ExplainedField[] {
  return Object.entries(propertiesOf(schema)).map(([name, inner]) => {
    return { name, type: typeOf(inner), required: isRequired(schema, name), description: wordsOf(inner) };
  });
}

/** A first word is a key of the manifest, of its `spec`, or a type of step or trigger. */
function rootMember(name: string): JsonObject | undefined {
  const trigger = Object.hasOwn(TRIGGER_OF, name) ? TRIGGER_OF[name] : undefined;
  if (trigger !== undefined) return definition(trigger);
  const settings = Object.hasOwn(WITH_OF, name) ? WITH_OF[name] : undefined;
  if (settings !== undefined) return stepOf(name, definition(settings));
  const [type = '', action] = name.split('.');
  const actions = actionsOf(type);
  if (actions !== undefined) return stepOf(type, withOfAction(actions, action));
  return member(SCHEMA, name) ?? member(definition('Spec'), name);
}

/** A step of one type: its `with` is that type's. */
function stepOf(type: string, settings: JsonObject): JsonObject {
  const step = definition('Step');
  const properties = { ...propertiesOf(step), with: settings };
  return {
    ...step,
    properties,
    required: ['name', 'with'],
    description: `A step of type ${type}. ${wordsOf(settings)}`,
  };
}

/** That of one action, or of all of them. */
function withOfAction(actions: Readonly<Record<string, string>>, action: string | undefined): JsonObject {
  const one = action === undefined ? undefined : actions[action];
  if (one !== undefined && isSpelledOut(one)) return definition(one);
  const description = `By action: ${Object.keys(actions).join(', ')}.`;
  const known = Object.values(actions).filter(isSpelledOut);
  return { description, oneOf: known.map((name) => ({ $ref: `#/$defs/${name}` })) };
}

function member(schema: JsonObject, name: string): JsonObject | undefined {
  const inside = content(schema);
  const properties = propertiesOf(inside);
  if (Object.hasOwn(properties, name)) return properties[name];
  return isJsonObject(inside['additionalProperties']) ? resolved(inside['additionalProperties']) : undefined;
}

/** What a list is made of; the schema itself where it is no list. */
function content(schema: JsonObject): JsonObject {
  return isJsonObject(schema['items']) ? content(resolved(schema['items'])) : schema;
}

/** The keys of a mapping; of every kind of it where it has several. */
function propertiesOf(schema: JsonObject): Record<string, JsonObject> {
  const kinds = listOf(schema['oneOf']).filter((kind) => isJsonObject(kind) && '$ref' in kind);
  const several = kinds.flatMap((kind) =>
    isJsonObject(kind) ? Object.entries(propertiesOf(resolved(kind))) : [],
  );
  const own = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const entries = [...several, ...own].map(([name, inner]) => [
    name,
    isJsonObject(inner) ? resolved(inner) : {},
  ]);
  return Object.fromEntries(entries);
}

function isRequired(schema: JsonObject, name: string): boolean {
  return listOf(content(schema)['required']).includes(name);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'mapping',
  array: 'list',
};

function typeOf(schema: JsonObject): string {
  if (isJsonObject(schema['items'])) return `list of ${typeOf(resolved(schema['items']))}`;
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => TYPE_WORDS[String(one)] ?? String(one)).join(' or ');
  if (typeof type === 'string') return TYPE_WORDS[type] ?? type;
  if (schema['enum'] !== undefined || schema['const'] !== undefined) return 'text';
  return schema['oneOf'] === undefined ? 'any value' : 'mapping';
}

function wordsOf(schema: JsonObject): string {
  return typeof schema['description'] === 'string' ? schema['description'] : '';
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function notFound(at: {
  field: string;
  segments: readonly string[];
  depth: number;
  schema: JsonObject;
}): AtomError {
  const wrong = at.segments[at.depth] ?? '';
  const before = at.segments.slice(0, at.depth);
  const known =
    at.depth === 0
      ? [
          ...keysOf(SCHEMA),
          ...keysOf(definition('Spec')),
          ...Object.keys(WITH_OF),
          ...Object.keys(WITH_OF_ACTION),
          ...Object.keys(TRIGGER_OF),
          'expressions',
        ]
      : Object.keys(propertiesOf(content(at.schema)));
  const camel = wrong.replaceAll(/[_-]+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const meant = known.includes(camel) ? camel : suggest(wrong, known);
  const owner = at.depth === 0 ? 'A manifest' : before.join('.');
  const hint = ['atomctl explain', [...before, ...(meant === undefined ? [] : [meant])].join('.')]
    .join(' ')
    .trim();
  return new AtomError('ATOM_FIELD_NOT_FOUND', `${owner} has no field "${wrong}"`, {
    hint,
    details: { field: at.field, known },
  });
}
