// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable */
import type { ErrorObject } from 'ajv';

export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export declare const validators: {
  Manifest: Validator;
  WebhookTrigger: Validator;
  ScheduleTrigger: Validator;
  EventTrigger: Validator;
  ShellWith: Validator;
  ScriptWith: Validator;
  DockerWith: Validator;
  HttpWith: Validator;
  WaitWith: Validator;
  NotifyWith: Validator;
  CheckWith: Validator;
  ApprovalWith: Validator;
  WorkflowWith: Validator;
  PrometheusWith: Validator;
  VaultReadWith: Validator;
  VaultWriteWith: Validator;
  VaultDeleteWith: Validator;
  VaultEncryptWith: Validator;
  VaultDecryptWith: Validator;
  VaultSignWith: Validator;
  VaultVerifyWith: Validator;
  VaultLookupWith: Validator;
  VaultRenewWith: Validator;
  VaultRevokeWith: Validator;
  K8sLogsWith: Validator;
  K8sEventsWith: Validator;
  K8sDescribeWith: Validator;
  K8sWaitWith: Validator;
  K8sGetWith: Validator;
  K8sApplyWith: Validator;
  K8sPatchWith: Validator;
  K8sDeleteWith: Validator;
  K8sScaleWith: Validator;
  K8sRestartWith: Validator;
  K8sRestartPodWith: Validator;
  K8sRolloutUndoWith: Validator;
  K8sCordonWith: Validator;
  K8sDrainWith: Validator;
  K8sRunJobWith: Validator;
};
