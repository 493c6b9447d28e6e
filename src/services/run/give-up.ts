import { AtomError } from '../../base/errors.ts';
import type { RunRecord } from '../../model/run.ts';
import type { RunDetails } from '../../model/run-view.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { findRun } from './find-run.ts';
import { takeRun } from './lease.ts';
import { revokeLeases } from './leases/revoke-leases.ts';
import { nestedRuns } from './list-runs.ts';

function isDamage(error: unknown): error is AtomError {
  return error instanceof AtomError && error.code === 'ATOM_STORE_DAMAGED';
}

/** Whether a run can be carried on, or undone, by nobody: a plain cancel ends it all the same. */
export function isHopeless(error: unknown): error is AtomError {
  return isDamage(error) || (error instanceof AtomError && error.code === 'ATOM_APPROVAL_STALE');
}

/**
 * Ends a run whose journal or plan cannot be trusted, so that it holds nothing for ever: its owner and its processes are
 * ended, nothing of its plan is carried out, and what became of its steps is left to be looked at.
 */
export async function giveUp(
  deps: RunDeps,
  { id }: Pick<RunRecord, 'id'>,
  { why, by, options }: { readonly why: AtomError; readonly by: string; readonly options: RunOptions },
): Promise<RunDetails> {
  const { journal, processes, folders } = deps;
  const { token } = await takeRun(deps, id, options.leaseMs ?? LEASE_MS);
  for (const { outputFile } of processes.ofAttempts(folders.root)) {
    if (folders.attemptOf(outputFile)?.run === id) await processes.endStep({ process: null, outputFile });
  }
  await deps.endNested?.(id, { by, rollback: false });
  const reason = `Given up by ${by}: ${why.message}`;
  const { plan } = await journal.approvedPlan(id);
  // A journal that is damaged does not tell what was given.
  const leases = isDamage(why) ? [] : await revokeLeases(deps, id, plan);
  const leftToDo = [`Look what was done: atomctl runs logs ${id}`, ...leases];
  const at = deps.now().toISOString();
  const head = await journal.end(id, token, { result: 'cancelled', reason, leftToDo, outputs: null, at });
  await folders.remove(id);
  options.onEnded?.(head);
  return {
    ...(await findRun(deps, id)),
    nested: await nestedRuns(deps, id),
    steps: [],
    rollback: [],
    queued: null,
    reason,
    leftToDo,
    owner: null,
  };
}
