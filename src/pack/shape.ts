import type { Finding } from '../base/document/finding.ts';
import { foreignDocument, type Part, partFindings } from '../base/document/shape.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { suggest } from '../base/suggest.ts';
import { validators } from '../model/generated/validators.js';
import { type Outline, outlineOf, type StepOutline } from './outline.ts';
import { actionsOf, definition, SCHEMA, TRIGGER_OF, WITH_OF } from './schema.ts';

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
    ...outline.steps.flatMap(actionFindings),
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
      ...withPart(withName(type, body['action']), body['with'], pointer),
      ...probePart(body['probe'], `${pointer}/probe`),
    ]),
  ];
}

function triggerPart(trigger: JsonObject, pointer: string): Part[] {
  const name = choice(TRIGGER_OF, trigger['type']);
  return name === undefined ? [] : [judged(name, { value: trigger, pointer, templates: false })];
}

function probePart(probe: Json | undefined, pointer: string): Part[] {
  return isJsonObject(probe)
    ? withPart(choice(WITH_OF, probe['type'] ?? 'shell'), probe['with'], pointer)
    : [];
}

/** The schema of a step's `with`; undefined where there is none, or its action is not known. */
function withName(type: string | undefined, action: Json | undefined): Name | undefined {
  return choice(actionsOf(type) ?? WITH_OF, actionsOf(type) === undefined ? type : action);
}

function withPart(name: Name | undefined, value: Json | undefined, pointer: string): Part[] {
  if (name === undefined || !isJsonObject(value)) return [];
  return [judged(name, { value, pointer: `${pointer}/with`, templates: true })];
}

/** A `with` that is not there, where the step's type cannot do without. */
function missingWith({ steps }: Outline): Finding[] {
  const lacking = steps.filter(
    ({ type, body }) => withName(type, body['action']) !== undefined && body['with'] === undefined,
  );
  return lacking.map(({ type, pointer }) => ({
    kind: 'missing-key',
    message: `A step of type ${type} needs "with"`,
    pointer,
    place: 'key',
  }));
}

/** A type that has several actions needs one, and one of its own. */
function actionFindings({ type, body, pointer }: StepOutline): Finding[] {
  const actions = Object.keys(actionsOf(type) ?? {});
  const { action } = body;
  if (actions.length === 0 || (action !== undefined && typeof action !== 'string')) return [];
  if (action === undefined) {
    const message = `A step of type ${type} needs "action": ${actions.join(', ')}`;
    return [{ kind: 'missing-key', message, pointer, place: 'key' }];
  }
  if (actions.includes(action)) return [];
  const meant = suggest(action, actions);
  const message = `A step of type ${type} has no action "${action}"; it has ${actions.join(', ')}`;
  const found = { kind: 'unknown-action', message, pointer: `${pointer}/action` };
  return [{ ...found, ...(meant !== undefined && { suggestion: meant }) }];
}

function choice(table: Readonly<Record<string, string>>, type: Json | undefined): Name | undefined {
  const name = typeof type === 'string' && Object.hasOwn(table, type) ? table[type] : undefined;
  return name !== undefined && isValidator(name) ? name : undefined;
}

function isValidator(name: string): name is Name {
  return name in validators;
}
