import type { ErrorObject } from 'ajv';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { pointerSegments } from '../base/pointer.ts';
import { validators } from '../model/generated/validators.js';
import type { Finding } from './finding.ts';
import { type Outline, outlineOf } from './outline.ts';
import { definition, SCHEMA, schemaOf, TRIGGER_OF, WITH_OF } from './schema.ts';
import { isTemplate, phrase } from './shape-words.ts';

/** Everything in a document that breaks the schema: one mistake, one finding. */
export function shapeFindings(value: Json, written: (pointer: string) => string | undefined): Finding[] {
  if (!isJsonObject(value)) {
    return [
      { kind: 'wrong-type', message: 'A package must be a mapping that begins with apiVersion', pointer: '' },
    ];
  }
  const foreign = foreignDocument(value);
  if (foreign !== undefined) return [foreign];
  const check = (part: Part): Finding[] => partFindings(part, written);
  const outline = outlineOf(value);
  return [
    ...check({ name: 'Manifest', schema: () => SCHEMA, value, pointer: '', templates: false }),
    ...partsOf(outline).flatMap(check),
    ...missingWith(outline),
  ];
}

/** A part of the document that one compiled validator judges. */
interface Part {
  readonly name: keyof typeof validators;
  /** Asked only for what is wrong. */
  readonly schema: () => JsonObject;
  readonly value: Json;
  readonly pointer: string;
  /** Whether `${{ }}` may stand where the schema wants something else. */
  readonly templates: boolean;
}

/** Another version or kind makes every further finding noise. */
function foreignDocument({ apiVersion, kind }: JsonObject): Finding | undefined {
  if (apiVersion !== undefined && apiVersion !== 'v1') {
    const message = `This atomctl reads apiVersion v1, not ${JSON.stringify(apiVersion)}`;
    return { kind: 'unknown-version', message, pointer: '/apiVersion', suggestion: 'v1' };
  }
  if (typeof kind === 'string' && kind !== 'WorkflowPackage') {
    const message = `This is a ${JSON.stringify(kind)}, not a WorkflowPackage`;
    return { kind: 'unknown-kind', message, pointer: '/kind', suggestion: 'WorkflowPackage' };
  }
  return undefined;
}

function partsOf({ steps, triggers }: Outline): Part[] {
  return [
    ...triggers.flatMap(({ body, pointer }) => triggerPart(body, pointer)),
    ...steps.flatMap(({ type, body, pointer }) => [
      ...withPart(type, body['with'], pointer),
      ...probePart(body['probe'], `${pointer}/probe`),
    ]),
  ];
}

function triggerPart(trigger: JsonObject, pointer: string): Part[] {
  const name = choice(TRIGGER_OF, trigger['type']);
  return name === undefined
    ? []
    : [{ name, schema: () => definition(name), value: trigger, pointer, templates: false }];
}

function probePart(probe: Json | undefined, pointer: string): Part[] {
  return isJsonObject(probe) ? withPart(probe['type'] ?? 'shell', probe['with'], pointer) : [];
}

function withPart(type: Json | undefined, value: Json | undefined, pointer: string): Part[] {
  const name = choice(WITH_OF, type);
  if (name === undefined || !isJsonObject(value)) return [];
  return [{ name, schema: () => definition(name), value, pointer: `${pointer}/with`, templates: true }];
}

/** A `with` that is not there, where the step's type cannot do without. */
function missingWith({ steps }: Outline): Finding[] {
  const lacking = steps.filter(
    ({ type, body }) => choice(WITH_OF, type) !== undefined && body['with'] === undefined,
  );
  return lacking.map(({ type, pointer }) => ({
    kind: 'missing-key',
    message: `A step of type ${type} needs "with"`,
    pointer,
    place: 'key',
  }));
}

function partFindings(part: Part, written: (pointer: string) => string | undefined): Finding[] {
  const validate = validators[part.name];
  if (validate(part.value)) return [];
  const findings = new Map<string, Finding>();
  for (const error of (validate.errors ?? []).filter(isOwnMistake)) {
    const value = valueAt(part.value, error.instancePath);
    if (part.templates && isTemplate(value)) continue;
    const pointer = part.pointer + error.instancePath;
    const schema = schemaAt(part.schema(), error.instancePath);
    const finding = phrase({ error, value, pointer, schema, written: written(pointer) });
    const once = `${finding.pointer}\n${finding.kind === 'missing-key' ? finding.message : ''}`;
    if (!findings.has(once)) findings.set(once, finding);
  }
  return [...findings.values()];
}

/** What a choice's branches and key patterns say is said again, better, by the choice itself. */
function isOwnMistake(error: ErrorObject): boolean {
  return !/\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath) && error.propertyName === undefined;
}

function schemaAt(root: JsonObject, pointer: string): JsonObject | undefined {
  let schema: JsonObject | undefined = root;
  for (const segment of pointerSegments(pointer)) schema = schema && schemaOf(schema, segment);
  return schema;
}

function valueAt(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of pointerSegments(pointer)) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = isJsonObject(value) ? value[segment] : undefined;
  }
  return value;
}

function choice(table: Readonly<Record<string, string>>, type: Json | undefined): Part['name'] | undefined {
  const name = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
  return name !== undefined && isValidator(name) ? name : undefined;
}

function isValidator(name: string): name is Part['name'] {
  return name in validators;
}
