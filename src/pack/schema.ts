import wpk from '../../schemas/wpk.v1.schema.json' with { type: 'json' };
import { definitionIn, resolvedIn } from '../base/document/schema.ts';
import type { JsonObject } from '../base/json.ts';

export const SCHEMA: JsonObject = wpk;

/** Step types whose `with` has a schema of its own, and where that is. */
export const WITH_OF: Readonly<Record<string, string>> = {
  shell: 'ShellWith',
  script: 'ScriptWith',
  docker: 'DockerWith',
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
  return definitionIn(SCHEMA, name);
}

export function resolved(schema: JsonObject): JsonObject {
  return resolvedIn(SCHEMA, schema);
}
