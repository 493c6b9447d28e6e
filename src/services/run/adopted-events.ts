import { AtomError } from '../../base/errors.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run.ts';
import { itemOutputsKept } from '../../run/outputs-read.ts';
import { adoption } from '../../run/selection.ts';
import type { RunDeps } from './deps.ts';
import { findRun } from './find-run.ts';
import { readView } from './read-view.ts';

/** What a run takes over from an earlier one, as its plan says. @throws {AtomError} ATOM_INPUT_INVALID */
export async function adoptedEvents(deps: RunDeps, plan: Plan): Promise<readonly RunEvent[]> {
  const { resume } = plan.selection;
  if (resume === null) return [];
  const { journal } = deps;
  const earlier = await findRun(deps, resume.run);
  const { plan: old } = await journal.approvedPlan(earlier.id);
  const same = JSON.stringify(old.inputs) === JSON.stringify(plan.inputs);
  if (old.package.digest !== plan.package.digest || !same) {
    throw new AtomError('ATOM_INPUT_INVALID', `${earlier.id} ran another package, or had other inputs`, {
      hint: `atomctl runs show ${earlier.id}`,
    });
  }
  const view = await readView(deps, { run: earlier.id, plan: old, keeps: itemOutputsKept(plan) });
  const adopted = adoption(plan, resume.from, { run: earlier.id, view });
  if ('events' in adopted) return adopted.events;
  throw new AtomError(
    'ATOM_INPUT_INVALID',
    `${earlier.id} has no result of ${adopted.missing}: ${adopted.why}`,
    {
      hint: `atomctl runs show ${earlier.id}`,
      details: { run: earlier.id, step: adopted.missing },
    },
  );
}
