import type { ErrorObject } from 'ajv';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { pointerSegments, pointerTo } from '../pointer.ts';
import { suggest } from '../suggest.ts';
import type { Finding } from './finding.ts';
import { keysOf } from './schema.ts';

interface Mistake {
  /** What the document is called as a whole, such as `The package`. */
  readonly whole: string;
  readonly error: ErrorObject;
  readonly value: Json | undefined;
  readonly pointer: string;
  readonly schema: JsonObject | undefined;
  /** The value as it stands in the text, which takes a while to find. */
  readonly written: () => string | undefined;
}

/** A validator's error as a sentence, with what was probably meant. */
export function phrase(mistake: Mistake): Finding {
  const { error, pointer, schema } = mistake;
  const name = nameOf(mistake);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(mistake, String(error.params['additionalProperty']));
    case 'propertyNames':
      return badKey(mistake, String(error.params['propertyName']));
    case 'required': {
      const key = String(error.params['missingProperty']);
      return { kind: 'missing-key', message: `${name} lacks "${key}"`, pointer, place: 'key' };
    }
    case 'type':
      return wrongType(mistake);
    case 'enum':
    case 'const':
      return badValue(mistake);
    case 'pattern':
      return { kind: 'bad-format', message: `${shown(mistake)} does not fit: ${wanted(schema)}`, pointer };
    case 'oneOf':
      return {
        kind: 'bad-choice',
        message: `${name} needs exactly one of: ${branches(schema)}`,
        pointer,
        place: 'key',
      };
    case 'uniqueItems':
      return {
        kind: 'duplicate-item',
        message: 'The same item is there twice',
        pointer: pointerTo(pointer, Math.max(Number(error.params['i']), Number(error.params['j']))),
      };
    default:
      return { kind: 'out-of-range', message: `${name} ${rangeWords(error)}`, pointer };
  }
}

/** Whether a text holds `${{ }}`: its value is known only when the step starts. */
export function isTemplate(value: Json | undefined): boolean {
  return typeof value === 'string' && value.includes('${{');
}

function unknownKey(mistake: Mistake, key: string): Finding {
  const { pointer, schema } = mistake;
  const known = keysOf(schema);
  const letters = key.replaceAll(/[_-]/g, '').toLowerCase();
  const camel = known.find((other) => other.toLowerCase() === letters);
  const meant = camel ?? suggest(key, known);
  const style = camel !== undefined && /[_-]/.test(key) ? ': keys are camelCase' : '';
  return {
    kind: 'unknown-key',
    message: `${nameOf(mistake)} has no key "${key}"${style}`,
    pointer: pointerTo(pointer, key),
    place: 'key',
    ...(meant !== undefined && { suggestion: meant }),
  };
}

function badKey({ pointer, schema }: Mistake, key: string): Finding {
  const pattern = isJsonObject(schema?.['propertyNames']) ? schema['propertyNames'] : undefined;
  const message = `"${key}" cannot be a name here: ${wanted(pattern)}`;
  return { kind: 'bad-key', message, pointer: pointerTo(pointer, key), place: 'key' };
}

function wrongType(mistake: Mistake): Finding {
  const { error, value, pointer, schema } = mistake;
  const written = isPlain(value) ? mistake.written() : undefined;
  const types = [error.params['type']].flat().map((type) => TYPE_WORDS[String(type)] ?? String(type));
  const message = `${nameOf(mistake)} must be ${types.join(' or ')}, not ${typeof value === 'number' ? `the number ${written ?? value}` : typeWords(value)}`;
  const quoted = types.includes('text') && written !== undefined && fits(written, schema);
  const suggestion = quoted ? { suggestion: `"${written}"` } : {};
  return { kind: 'wrong-type', message, pointer, ...(value === null && { place: 'key' }), ...suggestion };
}

/** Whether a text would do, once it stands in quotes. */
function fits(written: string, schema: JsonObject | undefined): boolean {
  const pattern = schema?.['pattern'];
  return written.length < 80 && (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(written));
}

function badValue(mistake: Mistake): Finding {
  const { error, value, pointer } = mistake;
  const values = error.keyword === 'const' ? [error.params['allowedValue']] : error.params['allowedValues'];
  const allowed = Array.isArray(values) ? values.map(String) : [];
  const given = typeof value === 'string' ? value : '';
  const near = suggest(given, allowed);
  // "unsafe" is near to "safe", and nothing that anybody meant.
  const meant = near === undefined || given.endsWith(near) ? undefined : near;
  const message = `${nameOf(mistake)} must be ${allowed.join(', ')}; it is ${typeof value === 'string' ? `"${value}"` : typeWords(value)}`;
  return { kind: 'bad-value', message, pointer, ...(meant !== undefined && { suggestion: meant }) };
}

function shown(mistake: Mistake): string {
  const { value } = mistake;
  return typeof value === 'string' && value.length < 80 ? `"${value}"` : nameOf(mistake);
}

function wanted(schema: JsonObject | undefined): string {
  const words = typeof schema?.['description'] === 'string' ? schema['description'] : 'see the schema';
  const [example] = Array.isArray(schema?.['examples']) ? schema['examples'] : [];
  return example === undefined ? words : `${words} Example: ${JSON.stringify(example)}`;
}

function branches(schema: JsonObject | undefined): string {
  const oneOf = Array.isArray(schema?.['oneOf']) ? schema['oneOf'] : [];
  const required = oneOf.map((branch) => (isJsonObject(branch) ? branch['required'] : undefined));
  return required.map((keys) => (Array.isArray(keys) ? keys.join(' with ') : '')).join(', ');
}

function rangeWords({ keyword, params }: ErrorObject): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return limit === '1' ? 'must not be empty' : `must have at least ${limit}`;
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return `must have at most ${limit}`;
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    default:
      return `breaks the schema's "${keyword}"`;
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'nothing',
};

function typeWords(value: Json | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `${value}`;
  return TYPE_WORDS[typeof value] ?? typeof value;
}

function isPlain(value: Json | undefined): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function nameOf({ pointer, whole }: Mistake): string {
  const segments = pointerSegments(pointer);
  const last = segments.at(-1);
  if (last === undefined) return whole;
  const owner = segments.at(-2);
  return /^\d+$/.test(last) && owner !== undefined ? `${owner}[${last}]` : `"${last}"`;
}
