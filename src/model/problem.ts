import type { Location } from '../base/errors.ts';

/** One thing wrong with a manifest or its expressions. */
export interface Problem {
  /** What kind of mistake, for machines: unknown-key, wrong-type, needs-cycle, … */
  readonly kind: string;
  readonly message: string;
  readonly location: Location;
  /** Where in the document, as a JSON pointer. */
  readonly pointer: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}
