import type { Finding } from '../base/document/finding.ts';
import { foreignDocument, type Part, partFindings } from '../base/document/shape.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { validators } from '../model/generated/validators.js';
import { type Outline, outlineOf } from './outline.ts';
import { definition, SCHEMA, TRIGGER_OF, WITH_OF } from './schema.ts';

const PACKAGE = { kind: 'WorkflowPackage', whole: 'The package' } as const;

/** Everything in a document that breaks the schema: one mistake, one finding. */
export function shapeFindings(value: Json, written: (pointer: string) => string | undefined): Finding[] {
  const foreign = foreignDocument(value, PACKAGE);
  if (foreign !== undefined) return [foreign];
  const check = (part: Part): Finding[] => partFindings(part, written);
  const outline = outlineOf(value);
  return [
    ...check(judged('Manifest', { value, pointer: '', templates: false })),
    ...partsOf(outline).flatMap(check),
    ...missingWith(outline),
  ];
}

type Name = keyof typeof validators;

function judged(name: Name, at: Pick<Part, 'value' | 'pointer' | 'templates'>): Part {
  const schema = () => (name === 'Manifest' ? SCHEMA : definition(name));
  return { validate: validators[name], root: SCHEMA, schema, whole: PACKAGE.whole, ...at };
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
  return name === undefined ? [] : [judged(name, { value: trigger, pointer, templates: false })];
}

function probePart(probe: Json | undefined, pointer: string): Part[] {
  return isJsonObject(probe) ? withPart(probe['type'] ?? 'shell', probe['with'], pointer) : [];
}

function withPart(type: Json | undefined, value: Json | undefined, pointer: string): Part[] {
  const name = choice(WITH_OF, type);
  if (name === undefined || !isJsonObject(value)) return [];
  return [judged(name, { value, pointer: `${pointer}/with`, templates: true })];
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

function choice(table: Readonly<Record<string, string>>, type: Json | undefined): Name | undefined {
  const name = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
  return name !== undefined && isValidator(name) ? name : undefined;
}

function isValidator(name: string): name is Name {
  return name in validators;
}
