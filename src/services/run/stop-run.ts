import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import type { RunRecord } from '../../model/run.ts';
import type { RunDeps, RunOptions } from './deps.ts';
import { isCarried } from './lease.ts';
import { findRun, type ResumeRequest, resumeRun, say } from './resume-run.ts';

/** How long a request waits for the run's owner to have done it. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

/** Lets running steps end and starts no others; whoever carries the run sees it within a moment. @throws {AtomError} ATOM_RUN_STATE */
export async function pauseRun(deps: RunDeps, ref: string, by: string): Promise<RunRecord> {
  const record = await unended(deps, ref);
  await say(deps, record.id, { type: 'run-paused', by });
  return findRun(deps, record.id);
}

export interface StopRequest extends Omit<ResumeRequest, 'decision'> {
  readonly rollback: boolean;
}

/** Ends a run's steps and the run; by its owner where it has one, else here. @throws {AtomError} ATOM_RUN_STATE, ATOM_RUN_OWNED */
export async function cancelRun(
  deps: RunDeps,
  request: StopRequest,
  options: RunOptions = {},
): Promise<RunRecord> {
  const { id } = await unended(deps, request.run);
  const { by, rollback, admit } = request;
  if (rollback) await refuseWithoutRollback(deps, id);
  await say(deps, id, { type: 'cancel-requested', by, rollback });
  const deadline = performance.now() + PATIENCE_MS;
  while (await isCarried(deps, id)) {
    const record = await findRun(deps, id);
    if (record.state === 'ended' || performance.now() > deadline) return record;
    await sleep(LOOK_MS);
  }
  if ((await findRun(deps, id)).state !== 'ended') await resumeRun(deps, { run: id, by, admit }, options);
  return findRun(deps, id);
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
