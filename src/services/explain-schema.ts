import type { Explanation } from '../model/explanation.ts';
import { explainField } from '../pack/explain.ts';

/** What the schema says of a field, in words. @throws {AtomError} ATOM_FIELD_NOT_FOUND */
export function explainSchema(field: string): Explanation {
  return explainField(field);
}
