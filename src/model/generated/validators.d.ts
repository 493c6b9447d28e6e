// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable */
import type { ErrorObject } from 'ajv';

export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export declare const Manifest: Validator;
export declare const WebhookTrigger: Validator;
export declare const ScheduleTrigger: Validator;
export declare const EventTrigger: Validator;
export declare const ShellWith: Validator;
export declare const ScriptWith: Validator;
export declare const HttpWith: Validator;
export declare const WaitWith: Validator;
export declare const NotifyWith: Validator;
export declare const ApprovalWith: Validator;
