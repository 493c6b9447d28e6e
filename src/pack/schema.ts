import wpk from '../../schemas/wpk.v1.schema.json' with { type: 'json' };
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';

export const SCHEMA: JsonObject = wpk;

/** Step types whose `with` has a schema of its own, and where that is. */
export const WITH_OF: Readonly<Record<string, string>> = {
  shell: 'ShellWith',
  script: 'ScriptWith',
  http: 'HttpWith',
  wait: 'WaitWith',
  notify: 'NotifyWith',
  approval: 'ApprovalWith',
};

export const TRIGGER_OF: Readonly<Record<string, string>> = {
  webhook: 'WebhookTrigger',
  schedule: 'ScheduleTrigger',
  event: 'EventTrigger',
};

export function definition(name: string): JsonObject {
  const found = member(SCHEMA['$defs'], name);
  if (found === undefined) throw new Error(`the schema has no definition ${name}`);
  return resolved(found);
}

/** The schema behind a `$ref`, with the words that stand beside it. */
export function resolved(schema: JsonObject): JsonObject {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const { $ref: _, ...beside } = schema;
  return { ...definition(ref.replace('#/$defs/', '')), ...beside };
}

/** The schema of a key or list item; undefined where anything goes or nothing is known. */
export function schemaOf(schema: JsonObject, segment: string): JsonObject | undefined {
  const own = member(schema['properties'], segment) ?? (/^\d+$/.test(segment) ? schema['items'] : undefined);
  const found = own ?? schema['additionalProperties'];
  return isJsonObject(found) ? resolved(found) : undefined;
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
