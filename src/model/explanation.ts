import type { Json } from '../base/json.ts';

/** What the schema says of a field. */
export interface Explanation {
  /** As it was asked for; empty for the whole manifest. */
  readonly field: string;
  readonly type: string;
  readonly description: string;
  readonly default?: Json;
  readonly allowed?: readonly Json[];
  readonly examples: readonly Json[];
  readonly fields: readonly ExplainedField[];
}

export interface ExplainedField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}
