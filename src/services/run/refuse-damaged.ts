import { AtomError } from '../../base/errors.ts';
import type { RunId, StoredEvent } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import type { RunFolders } from '../../ports/run-host.ts';
import { contradictionIn, isUnknownTo } from '../../run/sound-journal.ts';

/** A journal that contradicts itself is no ground to go on from. @throws {AtomError} ATOM_STORE_DAMAGED */
export function refuseDamaged(run: RunId, view: RunView, stored: StoredEvent): void {
  const why = contradictionIn(view, stored);
  if (why !== undefined) throw damaged(run, `at event ${stored.seq}: ${why}`, { seq: stored.seq });
}

/**
 * An attempt that wrote something began: where the journal does not tell of it, its end is lost.
 * @throws {AtomError} ATOM_STORE_DAMAGED
 */
export async function refuseForgotten(
  { folders }: { readonly folders: Pick<RunFolders, 'logged'> },
  run: RunId,
  view: RunView,
): Promise<void> {
  const forgotten = (await folders.logged(run)).find((attempt) => isUnknownTo(view, attempt));
  if (forgotten === undefined) return;
  const { step, attempt } = forgotten;
  throw damaged(run, `: attempt ${attempt} of ${step} wrote a log, and no event tells that it began`, {
    step,
    attempt,
  });
}

function damaged(run: RunId, why: string, details: Readonly<Record<string, string | number>>): AtomError {
  const message = `The journal of ${run} is damaged${why.startsWith(':') ? '' : ' '}${why}`;
  return new AtomError('ATOM_STORE_DAMAGED', message, {
    hint: `Restore a copy of the store, or see what was done (atomctl runs logs ${run}) and give the run up: atomctl runs cancel ${run}`,
    details: { run, ...details },
  });
}
