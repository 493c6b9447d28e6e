import { AtomError } from '../../base/errors.ts';
import { requireReason } from '../../base/reason.ts';
import type { ApprovedPlan, Plan } from '../../model/plan.ts';
import type { RunId, RunRecord } from '../../model/run.ts';
import type { StepProgress } from '../../model/run-view.ts';
import type { RunPackage } from '../../model/wpk.ts';
import { progressOf } from '../../run/progress-of.ts';
import { adoptedEvents } from './adopted-events.ts';
import { type Carried, carryRun } from './carry.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { endRun, isOnlyToEnd } from './end-run.ts';
import { findRun } from './find-run.ts';
import { takeRun } from './lease.ts';
import { readView } from './read-view.ts';
import { refuseForgotten } from './refuse-damaged.ts';

/** A person's word on a step that waits. */
export interface StepDecision {
  readonly step: string;
  readonly decision: 'approved' | 'mark-done' | 'retry' | 'fail';
  readonly reason: string;
}

export interface ResumeRequest {
  readonly run: string;
  readonly by: string;
  readonly decision?: StepDecision;
  /**
   * The run's package, verified today, if its approval still holds and its plan is what that says. To undo, neither
   * an expired approval nor a withdrawn key is in the way. A run that only ends needs no package.
   */
  readonly admit: (approved: ApprovedPlan, purpose: 'continue' | 'undo') => Promise<RunPackage>;
}

export type Resumed =
  | { readonly kind: 'already-ended'; readonly record: RunRecord }
  | { readonly kind: 'carried'; readonly run: RunId; readonly plan: Plan; readonly carried: Carried };

/** Takes a run that nobody carries and goes on with it. @throws {AtomError} ATOM_RUN_OWNED, ATOM_RUN_NOT_FOUND, ATOM_RUN_STATE */
export async function resumeRun(
  deps: RunDeps,
  request: ResumeRequest,
  options: RunOptions = {},
): Promise<Resumed> {
  const record = await findRun(deps, request.run);
  if (record.state === 'ended') {
    if (request.decision !== undefined) throw hasEnded(record);
    await deps.folders.remove(record.id);
    return { kind: 'already-ended', record };
  }
  if (request.decision !== undefined) await decide(deps, record.id, { ...request.decision, by: request.by });
  const approved = await deps.journal.approvedPlan(record.id);
  const carried = await goOn(deps, { ...request, run: record.id, approved }, options);
  return { kind: 'carried', run: record.id, plan: approved.plan, carried };
}

interface GoingOn extends Pick<ResumeRequest, 'by' | 'admit'> {
  readonly run: RunId;
  readonly approved: ApprovedPlan;
}

async function goOn(
  deps: RunDeps,
  { run, approved, by, admit }: GoingOn,
  options: RunOptions,
): Promise<Carried> {
  const { plan } = approved;
  const take = () => takeRun(deps, run, options.leaseMs ?? LEASE_MS);
  const view = await readView(deps, { run, plan });
  await refuseForgotten(deps, run, view);
  if (isOnlyToEnd(view)) return endRun(deps, { run, plan, lease: await take() }, options);

  const undoing = view.cancel !== null || view.rollingBack !== null;
  const wpk = await admit(approved, undoing ? 'undo' : 'continue');
  const adopted = undoing ? [] : await adoptedEvents(deps, plan);
  const lease = await take();
  if (view.paused !== null && !undoing) await say(deps, run, { type: 'run-resumed', by });
  return carryRun(deps, { run, plan, lease, wpk, adopted }, options);
}

function hasEnded({ id, result }: RunRecord): AtomError {
  return new AtomError(
    'ATOM_RUN_STATE',
    `${id} has ended already, as ${result ?? 'nothing'}: no step of it waits`,
    {
      hint: `atomctl runs show ${id}`,
    },
  );
}

/** Answers a step that waits; whoever carries the run sees it. @throws {AtomError} ATOM_STEP_NOT_FOUND, ATOM_RUN_STATE, ATOM_USAGE */
export async function decide(
  deps: RunDeps,
  ref: string,
  { step, decision, reason, by }: StepDecision & { readonly by: string },
): Promise<RunId> {
  requireReason(reason);
  const { id, state } = await findRun(deps, ref);
  const { plan } = await deps.journal.approvedPlan(id);
  const view = await readView(deps, { run: id, plan });
  const candidates = [progressOf(view.steps, step), progressOf(view.rollback, step)].filter(
    (found) => found !== undefined,
  );
  const waiting = candidates.find(
    (found) => found.state === 'waiting' && isAnsweredBy(found.waiting?.for, decision),
  );
  if (candidates.length === 0) {
    throw new AtomError('ATOM_STEP_NOT_FOUND', `${id} has no step ${step}`, {
      hint: `atomctl runs show ${id}`,
    });
  }
  if (waiting === undefined || state === 'ended') {
    throw new AtomError('ATOM_RUN_STATE', `${step} does not wait for this: ${howItIs(candidates[0])}`, {
      hint: `atomctl runs show ${id}`,
    });
  }
  await say(deps, id, { type: 'step-decided', step, phase: waiting.phase, decision, by, reason });
  return id;
}

function howItIs(step: StepProgress | undefined): string {
  const waiting = [...(step?.items?.notable() ?? [])].filter(({ state }) => state === 'waiting');
  const names = waiting.slice(0, 5).map(({ name }) => name);
  return `it is ${step?.state ?? ''}${names.length === 0 ? '' : `, its items ${names.join(', ')} are waiting`}`;
}

export async function say(
  { journal, now }: RunDeps,
  run: RunId,
  event: Parameters<RunDeps['journal']['request']>[1] & { readonly by: string },
): Promise<void> {
  await journal.request(run, event, { actor: event.by, at: now().toISOString() });
}

function isAnsweredBy(
  asked: NonNullable<StepProgress['waiting']>['for'] | undefined,
  decision: StepDecision['decision'],
): boolean {
  if (asked === 'concurrency' || asked === 'workflow') return decision === 'fail';
  return asked === 'approval' ? decision === 'approved' || decision === 'fail' : decision !== 'approved';
}
