import { AtomError } from '../../base/errors.ts';
import type { StepError } from '../../model/run.ts';
import { MisplacedSecret } from './settings.ts';

/** What resolving found wrong, as the step's failure. Other errors are thrown on. */
export function errorOf(error: unknown): StepError {
  if (error instanceof MisplacedSecret) return { kind: 'refused', message: error.message };
  if (error instanceof AtomError && error.code === 'ATOM_NEEDS_MISSING') {
    return { kind: 'unavailable', message: error.message };
  }
  if (error instanceof AtomError) return { kind: 'expression', message: error.message };
  throw error;
}
