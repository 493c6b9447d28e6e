import type { RunId } from '../../../model/run.ts';
import type { RunView } from '../../../model/run-view.ts';
import { carryRun } from '../carry.ts';
import { LEASE_MS } from '../deps.ts';
import { endRun, isOnlyToEnd } from '../end-run.ts';
import { findRun } from '../find-run.ts';
import { takeRun } from '../lease.ts';
import { readView } from '../read-view.ts';
import { say } from '../resume-run.ts';
import type { NestingDeps } from './nesting.ts';

/** Ends the nested runs that a run leaves behind, before it is undone or ends itself. */
export async function endNested(
  deps: NestingDeps,
  parent: RunId,
  cancel: { readonly by: string | null; readonly rollback: boolean },
): Promise<void> {
  for (const { record } of await deps.run.journal.nested(parent)) {
    if (record.state !== 'ended')
      await endOne(deps, record.id, { ...cancel, by: cancel.by ?? record.requester });
  }
}

async function endOne(
  { run: deps, packages }: NestingDeps,
  run: RunId,
  { by, rollback }: NonNullable<RunView['cancel']>,
): Promise<void> {
  const approved = await deps.journal.approvedPlan(run);
  const { plan } = approved;
  const undoes = rollback && plan.rollback.length > 0;
  const before = await readView(deps, { run, plan });
  if (before.cancel === null || (undoes && !before.cancel.rollback)) {
    await say(deps, run, { type: 'cancel-requested', by, rollback: undoes });
  }
  const isOnlyEnded = isOnlyToEnd(await readView(deps, { run, plan }));
  const wpk = isOnlyEnded ? undefined : await packages.undo(approved);
  const lease = await takeRun(deps, run, LEASE_MS);
  if (wpk === undefined) await endRun(deps, { run, plan, lease }, {});
  else await carryRun(deps, { run, plan, lease, wpk, adopted: [] }, {});
  const { state } = await findRun(deps, run);
  if (state !== 'ended') throw new Error(`${run} did not end`);
}
