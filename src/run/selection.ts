import type { Plan } from '../model/plan.ts';
import type { ItemOutputs, RunEvent, RunId } from '../model/run.ts';
import type { RunView, StepProgress } from '../model/run-view.ts';

/** Steps that a person chose not to run: --skip, and all that --only leaves out. */
export function chosenOut({ steps, selection: { skip, only } }: Plan): ReadonlySet<string> {
  const out = steps.filter(({ name }) => skip.includes(name) || (only.length > 0 && !only.includes(name)));
  return new Set(out.map(({ name }) => name));
}

export type Adoption =
  | { readonly events: readonly RunEvent[] }
  | { readonly missing: string; readonly why: string };

/** What a new run takes over from an earlier one of the same digest and inputs: all that is neither `from` nor behind it. */
export function adoption(plan: Plan, from: string, earlier: { run: RunId; view: RunView }): Adoption {
  const again = new Set([from]);
  for (const { name, needs } of plan.steps) if (needs.some((need) => again.has(need))) again.add(name);

  const events: RunEvent[] = [];
  for (const { name } of plan.steps) {
    if (again.has(name)) continue;
    const progress = earlier.view.steps.get(name);
    const state = progress?.state ?? 'pending';
    if (state !== 'succeeded' && state !== 'skipped' && state !== 'failed-continued') {
      return { missing: name, why: `it is ${state} there` };
    }
    events.push({
      type: 'step-adopted',
      step: name,
      from: earlier.run,
      outputs: progress?.outputs ?? null,
      state,
      ...adoptedItems(progress),
    });
  }
  return { events };
}

/** The list of a forEach step's outputs, where it was kept: it is, where an expression reads it. */
function adoptedItems(progress: StepProgress | undefined): { readonly items?: ItemOutputs } {
  const items = progress?.items?.outputs() ?? null;
  return items === null ? {} : { items };
}
