import wpk from '../../schemas/wpk.v1.schema.json' with { type: 'json' };
import { definitionIn, resolvedIn } from '../base/document/schema.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';

export const SCHEMA: JsonObject = wpk;

/** Step types whose `with` has a schema of its own, and where that is. */
export const WITH_OF: Readonly<Record<string, string>> = {
  shell: 'ShellWith',
  script: 'ScriptWith',
  docker: 'DockerWith',
  http: 'HttpWith',
  wait: 'WaitWith',
  check: 'CheckWith',
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
    lookup: 'VaultLookupWith',
    renew: 'VaultRenewWith',
    revoke: 'VaultRevokeWith',
  },
  k8s: {
    apply: 'K8sApplyWith',
    scale: 'K8sScaleWith',
    restart: 'K8sRestartWith',
    'restart-pod': 'K8sRestartPodWith',
    'run-job': 'K8sRunJobWith',
    logs: 'K8sLogsWith',
    events: 'K8sEventsWith',
    describe: 'K8sDescribeWith',
    get: 'K8sGetWith',
    wait: 'K8sWaitWith',
    patch: 'K8sPatchWith',
    delete: 'K8sDeleteWith',
    'rollout-undo': 'K8sRolloutUndoWith',
    cordon: 'K8sCordonWith',
    drain: 'K8sDrainWith',
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

/** Whether the schema spells the settings of an action out. */
export function isSpelledOut(name: string): boolean {
  return isJsonObject(SCHEMA['$defs']) && Object.hasOwn(SCHEMA['$defs'], name);
}

export function definition(name: string): JsonObject {
  return definitionIn(SCHEMA, name);
}

export function resolved(schema: JsonObject): JsonObject {
  return resolvedIn(SCHEMA, schema);
}
