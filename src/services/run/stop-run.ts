import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import type { RunRecord } from '../../model/run.ts';
import type { RunDeps, RunOptions } from './deps.ts';
import { isCarried, refuseSilentOwner } from './lease.ts';
import { findRun, type ResumeRequest, resumeRun, say } from './resume-run.ts';

/** How long a request waits for an owner at work to have done it. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

/** Lets running steps end and starts no others; whoever carries the run sees it within a moment. @throws {AtomError} ATOM_RUN_STATE, ATOM_RUN_OWNED */
export async function pauseRun(deps: RunDeps, ref: string, by: string): Promise<RunRecord> {
  const record = await unended(deps, ref);
  await say(deps, record.id, { type: 'run-paused', by });
  await refuseSilentOwner(deps, record.id);
  return findRun(deps, record.id);
}

export interface StopRequest extends Omit<ResumeRequest, 'decision'> {
  readonly rollback: boolean;
}

/** Ends a run's steps and the run; by its owner where it has one that answers, else here. @throws {AtomError} ATOM_RUN_STATE, ATOM_RUN_OWNED */
export async function cancelRun(
  deps: RunDeps,
  request: StopRequest,
  options: RunOptions = {},
): Promise<RunRecord> {
  const { id } = await unended(deps, request.run);
  const { by, rollback, admit } = request;
  if (rollback) await refuseWithoutRollback(deps, id);
  await say(deps, id, { type: 'cancel-requested', by, rollback });
  if (await isLeftToOwner(deps, id)) return findRun(deps, id);
  await resumeRun(deps, { run: id, by, admit }, options);
  return findRun(deps, id);
}

/** Waits for the owner to end its run; false as soon as nobody carries it, or its owner let the lease end. */
async function isLeftToOwner({ journal, processes }: RunDeps, run: RunRecord['id']): Promise<boolean> {
  const patience = processes.bootTime() + PATIENCE_MS;
  const asked = await journal.lease(run);
  for (;;) {
    const lease = await journal.lease(run);
    if (lease === undefined || lease.expires <= processes.bootTime()) return false;
    if (!(await isCarried({ journal, processes }, run))) return false;
    // An owner that renewed its lease since is at work on it.
    if (lease.expires !== asked?.expires && processes.bootTime() > patience) return true;
    await sleep(LOOK_MS);
  }
}

async function refuseWithoutRollback({ journal }: RunDeps, run: RunRecord['id']): Promise<void> {
  const { plan } = await journal.approvedPlan(run);
  if (plan.rollback.length > 0) return;
  throw new AtomError('ATOM_RUN_STATE', `${plan.package.name} declares no rollback`, {
    hint: `atomctl runs cancel ${run}`,
  });
}

async function unended(deps: RunDeps, ref: string): Promise<RunRecord> {
  const record = await findRun(deps, ref);
  if (record.state !== 'ended') return record;
  throw new AtomError('ATOM_RUN_STATE', `${record.id} has ended: ${record.result ?? ''}`, {
    hint: `atomctl runs show ${record.id}`,
  });
}
