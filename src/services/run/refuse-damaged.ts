import { AtomError } from '../../base/errors.ts';
import type { RunId, StoredEvent } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import { contradictionIn } from '../../run/sound-journal.ts';

/** A journal that contradicts itself is no ground to go on from. @throws {AtomError} ATOM_STORE_DAMAGED */
export function refuseDamaged(run: RunId, view: RunView, stored: StoredEvent): void {
  const why = contradictionIn(view, stored);
  if (why === undefined) return;
  throw new AtomError(
    'ATOM_STORE_DAMAGED',
    `The journal of ${run} is damaged at event ${stored.seq}: ${why}`,
    {
      hint: `Restore a copy of the store, or see what was done (atomctl runs logs ${run}) and give the run up: atomctl runs cancel ${run}`,
      details: { run, seq: stored.seq },
    },
  );
}
