import { AtomError } from '../../base/errors.ts';
import type { RunRecord, RunResult } from '../../model/run.ts';
import type { RunDetails } from '../../model/run-view.ts';
import type { RunDeps, RunOptions } from './deps.ts';
import { followOwner } from './follow-owner.ts';
import { isCarried, refuseSilentOwner } from './lease.ts';
import { showRun } from './list-runs.ts';
import { requireSuccess } from './require-success.ts';
import { findRun } from './find-run.ts';
import { giveUp, isHopeless } from './give-up.ts';
import { type ResumeRequest, resumeRun, say } from './resume-run.ts';

/** Lets running steps end and starts no others; whoever carries the run sees it within a moment. @throws {AtomError} ATOM_RUN_STATE, ATOM_RUN_OWNED */
export async function pauseRun(deps: RunDeps, ref: string, by: string): Promise<RunRecord> {
  const record = await unended(deps, ref);
  await say(deps, record.id, { type: 'run-paused', by });
  await refuseSilentOwner(deps, record.id);
  return findRun(deps, record.id);
}

export interface StopRequest extends Omit<ResumeRequest, 'decision'> {
  readonly rollback: boolean;
  /** False: a process that carries the run is asked and not waited for. */
  readonly wait: boolean;
  /** How long such a process is waited for; null: as long as it takes. */
  readonly timeoutMs: number | null;
}

/**
 * Ends a run's steps and the run; by its owner where it has one that answers, else here. One whose journal is damaged,
 * or whose plan was edited, is given up.
 * @throws {AtomError} ATOM_RUN_STATE, also where the run ended by itself before anybody saw the request; ATOM_RUN_OWNED
 * where its owner takes longer than the caller waits, ATOM_APPROVAL_STALE, ATOM_RUN_WAITING
 */
export async function cancelRun(
  deps: RunDeps,
  request: StopRequest,
  options: RunOptions = {},
): Promise<RunDetails> {
  const { by, rollback, admit, wait, timeoutMs } = request;
  const { id } = await (rollback ? undoable : unended)(deps, request.run);
  const after = await deps.journal.lastSeq(id);
  await say(deps, id, { type: 'cancel-requested', by, rollback });
  try {
    if (!wait && (await isCarried(deps, id))) return await showRun(deps, id);
    await followOwner(deps, { run: id, after, timeoutMs }, options);
    await endHere(deps, { run: id, by, admit }, options);
    const ended = await showRun(deps, id);
    refuseTooLate(ended);
    return ended;
  } catch (error) {
    if (rollback || !isHopeless(error)) throw error;
    return giveUp(deps, { id }, { why: error, by, options });
  }
}

/** Whatever the owner has not done. */
async function endHere(
  deps: RunDeps,
  request: ResumeRequest & { readonly run: RunRecord['id'] },
  options: RunOptions,
): Promise<void> {
  const left = await findRun(deps, request.run);
  if (left.state === 'ended') return;
  const resumed = await resumeRun(deps, request, options);
  if (resumed.kind === 'carried' && resumed.carried.kind !== 'ended')
    requireSuccess(left.id, resumed.carried);
}

const STOPPED: readonly (RunResult | null)[] = ['cancelled', 'rolled-back', 'rollback-failed'];

function refuseTooLate({ id, state, result }: RunRecord): void {
  if (state !== 'ended' || STOPPED.includes(result)) return;
  throw new AtomError('ATOM_RUN_STATE', `${id} ended as ${result ?? ''} before it could be cancelled`, {
    hint: `atomctl runs show ${id}`,
    details: { run: id, result },
  });
}

/** The run, if it has not ended and its package says how it is undone. @throws {AtomError} ATOM_RUN_STATE */
export async function undoable(deps: RunDeps, ref: string): Promise<RunRecord> {
  const record = await unended(deps, ref);
  const { plan } = await deps.journal.approvedPlan(record.id);
  if (plan.rollback.length > 0) return record;
  throw new AtomError('ATOM_RUN_STATE', `${plan.package.name} declares no rollback`, {
    hint: `atomctl runs cancel ${record.id}`,
  });
}

async function unended(deps: RunDeps, ref: string): Promise<RunRecord> {
  const record = await findRun(deps, ref);
  if (record.state !== 'ended') return record;
  throw new AtomError('ATOM_RUN_STATE', `${record.id} has ended: ${record.result ?? ''}`, {
    hint: `atomctl runs show ${record.id}`,
  });
}
