import type { Plan } from '../../model/plan.ts';
import type { RunId } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import type { Journal } from '../../ports/journal.ts';
import { applier, emptyView } from '../../run/replay.ts';
import { refuseDamaged } from './refuse-damaged.ts';

interface ReadRun {
  readonly run: RunId;
  readonly plan: Plan;
  /** How many characters of a forEach step's outputs are remembered. */
  readonly keeps?: (step: string) => number;
}

/**
 * What the journal says of a run by now: `replay` of all its events, none of which stays in memory.
 * @throws {AtomError} ATOM_STORE_DAMAGED
 */
export async function readView(
  { journal }: { readonly journal: Journal },
  { run, plan, keeps }: ReadRun,
): Promise<RunView> {
  const view = emptyView(plan);
  const apply = applier(plan, view, keeps);
  for await (const stored of journal.events(run, 0)) {
    refuseDamaged(run, view, stored);
    apply(stored);
  }
  return view;
}
