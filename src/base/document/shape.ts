import type { ErrorObject } from 'ajv';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { pointerSegments } from '../pointer.ts';
import type { Finding } from './finding.ts';
import { isTemplate, phrase } from './phrase.ts';
import { schemaIn } from './schema.ts';

/** A compiled schema: what `npm run codegen` makes of one. */
export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** A part of a document that one compiled schema judges. */
export interface Part {
  readonly validate: Validator;
  /** The whole schema, which references lead into. */
  readonly root: JsonObject;
  /** That of this part; asked only for what is wrong. */
  readonly schema: () => JsonObject;
  readonly value: Json;
  readonly pointer: string;
  /** What the document is called as a whole, such as `The package`. */
  readonly whole: string;
  /** Whether `${{ }}` may stand where the schema wants something else. */
  readonly templates: boolean;
}

/** A document has so many mistakes of its shape at most; one more says how many there are. */
const MOST_MISTAKES = 100;

/** What breaks the schema: one mistake, one finding, and of many the first and their number. */
export function partFindings(part: Part, written: (pointer: string) => string | undefined): Finding[] {
  const { validate, root, whole } = part;
  if (validate(part.value)) return [];
  const findings = new Map<string, Finding>();
  const errors = (validate.errors ?? []).filter(isOwnMistake);
  for (const [index, error] of errors.entries()) {
    if (findings.size === MOST_MISTAKES) {
      const message = `There are too many mistakes: ${errors.length - index} more like these`;
      return [...findings.values(), { kind: 'too-many', message, pointer: part.pointer, place: 'key' }];
    }
    const value = valueAt(part.value, error.instancePath);
    if (part.templates && isTemplate(value)) continue;
    const pointer = part.pointer + error.instancePath;
    const schema = schemaAt(root, part.schema(), error.instancePath);
    const finding = phrase({ error, value, pointer, schema, whole, written: () => written(pointer) });
    const once = `${finding.pointer}\n${finding.kind === 'missing-key' ? finding.message : ''}`;
    if (!findings.has(once)) findings.set(once, finding);
  }
  return [...findings.values()];
}

/** What a choice's branches and key patterns say is said again, better, by the choice itself. */
function isOwnMistake(error: ErrorObject): boolean {
  return !/\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath) && error.propertyName === undefined;
}

function schemaAt(root: JsonObject, start: JsonObject, pointer: string): JsonObject | undefined {
  let schema: JsonObject | undefined = start;
  for (const segment of pointerSegments(pointer)) schema = schema && schemaIn(root, schema, segment);
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

/** What a document says that it is, against what it should be. */
export interface Envelope {
  readonly kind: string;
  readonly whole: string;
}

/** Another version or kind makes every further finding noise. */
export function foreignDocument(value: Json, { kind, whole }: Envelope): Finding | undefined {
  if (!isJsonObject(value)) {
    const message = `${whole} must be a mapping that begins with apiVersion`;
    return { kind: 'wrong-type', message, pointer: '' };
  }
  if (value['apiVersion'] !== undefined && value['apiVersion'] !== 'v1') {
    const message = `This atomctl reads apiVersion v1, not ${JSON.stringify(value['apiVersion'])}`;
    return { kind: 'unknown-version', message, pointer: '/apiVersion', suggestion: 'v1' };
  }
  if (typeof value['kind'] === 'string' && value['kind'] !== kind) {
    const message = `This is a ${JSON.stringify(value['kind'])}, not a ${kind}`;
    return { kind: 'unknown-kind', message, pointer: '/kind', suggestion: kind };
  }
  return undefined;
}
