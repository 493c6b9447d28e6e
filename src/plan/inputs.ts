import type { ErrorObject } from 'ajv';
import { AtomError } from '../base/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { suggest } from '../base/suggest.ts';

/** Inputs as a person gave them: a file's values, and `-i name=text` that win over it. */
export interface GivenInputs {
  readonly file: JsonObject;
  readonly flags: readonly (readonly [name: string, text: string])[];
}

/** A value that is read from elsewhere when a step needs it; the plan and the journal hold only this text. */
const SECRET_REFERENCE = /^(vault|env|file):\/\/.+/;

/**
 * The run's inputs by the package's schema (JSON Schema 2020-12), defaults filled in.
 * @throws {AtomError} ATOM_INPUT_INVALID with every problem in `details.problems`.
 */
export async function resolveInputs(schema: JsonObject | undefined, given: GivenInputs): Promise<JsonObject> {
  const properties = propertiesOf(schema);
  const values: Record<string, Json> = { ...given.file };
  const problems: string[] = [];
  for (const [name, text] of given.flags) {
    const value = readText(text, properties[name]);
    if (value === undefined) problems.push(`${name}: "${text}" is not JSON, which its schema asks for`);
    else values[name] = value;
  }
  problems.push(...unknownNames(values, schema), ...plainSecrets(values, properties));
  if (schema !== undefined) problems.push(...buriedSecrets(schema));
  if (schema !== undefined && problems.length === 0) {
    problems.push(...(await brokenRules(schema, values)));
    // Defaults are in place only now, and one may be a secret in plain text.
    problems.push(...plainSecrets(values, properties));
  }
  if (problems.length > 0) {
    throw new AtomError('ATOM_INPUT_INVALID', `The inputs do not fit: ${problems.join('; ')}`, {
      hint: 'Give inputs with -i NAME=VALUE or --inputs FILE',
      details: { problems },
    });
  }
  return values;
}

function propertiesOf(schema: JsonObject | undefined): JsonObject {
  const properties = schema?.['properties'];
  return isJsonObject(properties) ? properties : {};
}

/** Text, unless the schema says number, boolean, array or object: then JSON. undefined: it is not JSON. */
function readText(text: string, rule: Json | undefined): Json | undefined {
  // A reference. What is none must not be quoted.
  if (rule !== undefined && isSecret(rule)) return text;
  const types = isJsonObject(rule) ? [rule['type']].flat() : [];
  if (types.length === 0 || types.includes('string') || types.every((type) => type === undefined))
    return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unknownNames(values: JsonObject, schema: JsonObject | undefined): string[] {
  if (schema?.['additionalProperties'] !== undefined && schema['additionalProperties'] !== false) return [];
  const known = Object.keys(propertiesOf(schema));
  return Object.keys(values)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = suggest(name, known);
      return `there is no input "${name}"${meant === undefined ? '' : `, did you mean "${meant}"?`}`;
    });
}

function plainSecrets(values: JsonObject, properties: JsonObject): string[] {
  return Object.entries(properties).flatMap(([name, rule]) => {
    const value = values[name];
    if (!isSecret(rule) || value === undefined) return [];
    const isReference = typeof value === 'string' && SECRET_REFERENCE.test(value);
    return isReference ? [] : [`${name} is a secret: give it as env://NAME, file://PATH or vault://PATH`];
  });
}

/** A secret is an input of its own: within another, its value would stand in plan and journal. */
function buriedSecrets(schema: JsonObject): string[] {
  const inputs = Object.values(propertiesOf(schema)).flatMap((rule) => (isSecret(rule) ? [] : [rule]));
  const rest = { ...schema, properties: null };
  return [rest, ...inputs].some(saysSecret)
    ? ['the schema says writeOnly within another input: a secret must be an input of its own']
    : [];
}

function saysSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => saysSecret(item));
  return isJsonObject(value) && (isSecret(value) || Object.values(value).some(saysSecret));
}

function isSecret(rule: Json): boolean {
  return isJsonObject(rule) && rule['writeOnly'] === true;
}

/** Fills defaults into `values` as it checks them. */
async function brokenRules(schema: JsonObject, values: Record<string, Json>): Promise<string[]> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: false });
  formats.default.default(ajv);
  const validate = ajv.compile({ type: 'object', ...schema });
  return validate(values) ? [] : (validate.errors ?? []).map(describe);
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const where = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')} `;
  const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : '';
  return `${where}${message ?? 'is wrong'}${allowed}`;
}
