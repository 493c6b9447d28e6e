// Generated from schemas/policy.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable */
import type { ErrorObject } from 'ajv';

export interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
export declare const validators: {
  PolicyRules: Validator;
};
