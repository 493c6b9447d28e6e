import { AtomError, type AtomErrorCode } from '../../base/errors.ts';
import type { AuditHead } from '../../model/audit.ts';
import type { RunId, RunResult, StepError } from '../../model/run.ts';
import type { RunView, StepProgress } from '../../model/run-view.ts';
import { withItems } from '../../run/progress-of.ts';
import { exitCodeOf } from '../../run/result.ts';
import type { Carried } from './carry.ts';

/**
 * The error with which a command ends whose run did not succeed, or waits for somebody.
 * @throws {AtomError} ATOM_RUN_FAILED, ATOM_PERMISSION_DENIED, ATOM_RUN_WAITING, ATOM_INTERRUPTED
 */
export function requireSuccess(run: RunId, carried: Carried): void {
  switch (carried.kind) {
    case 'ended':
      requireResult(run, carried.result, carried);
      return;
    case 'waiting':
    case 'paused':
      throw waiting(run, carried.view);
    case 'interrupted':
      throw new AtomError('ATOM_INTERRUPTED', `${run} was interrupted; nothing of it is left running`, {
        hint: `atomctl runs resume ${run}`,
        details: { run },
      });
  }
}

/** As `requireSuccess`, for a run that has ended; `carried` when it ended just now. */
export function requireResult(run: RunId, result: RunResult, carried: EndedNow | null): void {
  if (exitCodeOf(result) === 0) return;
  const { step, reason, leftToDo, auditHead } = carried === null ? UNTOLD : told(carried);
  const message = carried === null ? `${run} has ended already, as ${result}` : `${run} ended as ${result}`;
  throw new AtomError(
    codeOf(step?.error?.kind),
    [reason === null ? message : `${message}: ${reason}`, ...leftToDo.map((what) => `by hand: ${what}`)].join(
      '. ',
    ),
    {
      hint: `atomctl runs show ${run}`,
      details: { run, result, step: step?.name ?? null, leftToDo, auditHead },
    },
  );
}

function codeOf(kind: StepError['kind'] | undefined): AtomErrorCode {
  if (kind === 'refused') return 'ATOM_PERMISSION_DENIED';
  return kind === 'locked' ? 'ATOM_OBJECT_LOCKED' : 'ATOM_RUN_FAILED';
}

interface EndedNow {
  readonly view: RunView;
  readonly head: AuditHead;
}

/** What the journal of a run that ended earlier would have to be read for. */
const UNTOLD = { step: undefined, reason: null, leftToDo: [], auditHead: null };

function told({ view, head }: EndedNow) {
  const { reason = null, leftToDo = [] } = view.ended ?? {};
  return { step: failedStep(view), reason, leftToDo, auditHead: head };
}

function failedStep(view: RunView): StepProgress | undefined {
  return [...view.steps.values()].find(({ state }) => state === 'failed');
}

function waiting(run: RunId, view: RunView): AtomError {
  const steps = [...view.steps.values(), ...view.rollback.values()];
  const step = [...withItems(steps)].find((one) => isAsked(one));
  if (step === undefined || view.paused !== null) {
    return new AtomError('ATOM_RUN_WAITING', `${run} is paused`, {
      hint: `atomctl runs resume ${run}`,
      details: { run },
    });
  }
  return new AtomError('ATOM_RUN_WAITING', step.waiting?.message ?? '', {
    hint: answer(run, step),
    details: { run, step: step.name, for: step.waiting?.for },
  });
}

function isAsked({ waiting: asked }: StepProgress): boolean {
  return asked !== null && asked.for !== 'concurrency';
}

/** What to type to answer a waiting step. */
function answer(run: RunId, { name, waiting: asked }: StepProgress): string {
  if (asked?.for === 'workflow') return `atomctl runs resume ${run}`;
  if (asked?.for === 'approval') {
    return `atomctl approve ${run}/${name} --reason "why" && atomctl runs resume ${run}`;
  }
  return `atomctl runs resume ${run} --mark-done ${name} --evidence "how you know"  (or --retry ${name}, or --fail ${name})`;
}
