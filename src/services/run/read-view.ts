import type { Plan } from '../../model/plan.ts';
import type { RunId } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import type { Journal } from '../../ports/journal.ts';
import { applier, emptyView } from '../../run/replay.ts';

interface ReadRun {
  readonly run: RunId;
  readonly plan: Plan;
  /** How many characters of a forEach step's outputs are remembered. */
  readonly keeps?: (step: string) => number;
}

/** What the journal says of a run by now: `replay` of all its events, none of which stays in memory. */
export async function readView(
  { journal }: { readonly journal: Journal },
  { run, plan, keeps }: ReadRun,
): Promise<RunView> {
  const view = emptyView(plan);
  const apply = applier(plan, view, keeps);
  for await (const stored of journal.events(run, 0)) apply(stored);
  return view;
}
