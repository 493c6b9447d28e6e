import { AtomError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import type { Selection } from '../model/plan.ts';

/** Every step that a person named must be there. @throws {AtomError} ATOM_STEP_NOT_FOUND */
export function checkSelection({ skip, only, resume }: Selection, names: readonly string[]): void {
  for (const name of [...skip, ...only, ...(resume === null ? [] : [resume.from])]) {
    if (names.includes(name)) continue;
    const meant = suggest(name, names);
    throw new AtomError('ATOM_STEP_NOT_FOUND', `The package has no step "${name}"`, {
      hint: meant === undefined ? `Its steps are: ${names.join(', ')}` : `Did you mean "${meant}"?`,
    });
  }
}
