import type { JsonObject } from '../../../base/json.ts';
import type { StepContext } from '../../../ports/executor.ts';

/** What a step wants somebody to be told. */
export interface Notice {
  readonly step: string;
  readonly message: string;
  /** The step's `with`, resolved. */
  readonly settings: JsonObject;
}

/** Delivers a notice to one kind of receiver; gives what the step hands back. @throws {StepFailure} */
export type Channel = (notice: Notice, context: StepContext) => Promise<JsonObject>;
