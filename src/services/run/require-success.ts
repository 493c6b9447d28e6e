import { AtomError } from '../../base/errors.ts';
import type { AuditHead } from '../../model/audit.ts';
import type { RunId, RunResult } from '../../model/run.ts';
import type { RunView, StepProgress } from '../../model/run-view.ts';
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

/** As `requireSuccess`, for a run that has ended. */
export function requireResult(
  run: RunId,
  result: RunResult,
  carried: { readonly view: RunView; readonly head: AuditHead } | null,
): void {
  if (exitCodeOf(result) === 0) return;
  const view = carried === null ? null : carried.view;
  const failed = failedStep(view);
  const reason = view?.ended?.reason ?? null;
  const message = `${run} ended as ${result}`;
  throw new AtomError(codeOf(failed), reason === null ? message : `${message}: ${reason}`, {
    hint: `atomctl runs show ${run}`,
    details: { run, result, ...factsOf(carried, failed) },
  });
}

function factsOf(
  carried: { readonly view: RunView; readonly head: AuditHead } | null,
  failed: StepProgress | undefined,
) {
  if (carried === null) return {};
  return {
    step: failed?.name ?? null,
    leftToDo: carried.view.ended?.leftToDo ?? [],
    auditHead: carried.head,
  };
}

function codeOf(failed: StepProgress | undefined): 'ATOM_PERMISSION_DENIED' | 'ATOM_RUN_FAILED' {
  return failed?.error?.kind === 'refused' ? 'ATOM_PERMISSION_DENIED' : 'ATOM_RUN_FAILED';
}

function failedStep(view: RunView | null): StepProgress | undefined {
  return view === null ? undefined : [...view.steps.values()].find(({ state }) => state === 'failed');
}

function waiting(run: RunId, view: RunView): AtomError {
  const steps = [...view.steps.values(), ...view.rollback.values()];
  const step = steps.find((one) => one.waiting !== null);
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

/** What to type to answer a waiting step. */
function answer(run: RunId, { name, waiting: asked }: StepProgress): string {
  if (asked?.for === 'approval') {
    return `atomctl approve ${run}/${name} --reason "why" && atomctl runs resume ${run}`;
  }
  return `atomctl runs resume ${run} --mark-done ${name} --evidence "how you know"  (or --retry ${name}, or --fail ${name})`;
}
