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
  prometheus: 'PrometheusWith',
  workflow: 'WorkflowWith',
};

/** Step types whose `with` depends on the action, and where each is. */
export const WITH_OF_ACTION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vault: {
    read: 'VaultReadWith',
    write: 'VaultWriteWith',
    delete: 'VaultDeleteWith',
    encrypt: 'VaultEncryptWith',
    decrypt: 'VaultDecryptWith',
    sign: 'VaultSignWith',
    verify: 'VaultVerifyWith',
    renew: 'VaultRenewWith',
    revoke: 'VaultRevokeWith',
  },
};

/** The actions of a step type that has several; undefined for one that has none. */
export function actionsOf(type: string | undefined): Readonly<Record<string, string>> | undefined {
  return type !== undefined && Object.hasOwn(WITH_OF_ACTION, type) ? WITH_OF_ACTION[type] : undefined;
}

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
