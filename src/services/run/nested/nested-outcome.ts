import { AtomError } from '../../../base/errors.ts';
import type { RunId, RunRecord, RunResult, StepError } from '../../../model/run.ts';
import type { RunView } from '../../../model/run-view.ts';
import type { StepOutcome } from '../../../ports/executor.ts';
import type { Carried } from '../carry.ts';
import type { RunDeps } from '../deps.ts';
import { findRun } from '../find-run.ts';
import { readView } from '../read-view.ts';
import { requireSuccess } from '../require-success.ts';

/** What the end of a nested run, or its waiting, means for its step. */
export async function outcomeOf(
  deps: RunDeps,
  { run, carried }: { readonly run: RunId; readonly carried: Carried },
  signal: AbortSignal,
): Promise<StepOutcome> {
  switch (carried.kind) {
    case 'ended':
      return ended(await findRun(deps, run), carried.view.ended, signal);
    case 'interrupted':
      return {
        kind: 'failed',
        error: { kind: 'interrupted', message: `${run} was interrupted` },
        outputs: {},
      };
    case 'waiting':
    case 'paused':
      return { kind: 'waiting', message: whatItWaitsFor(run, carried), until: null };
  }
}

/** Of a run that had ended before its parent wrote that down. */
export async function outcomeOfEnded(
  deps: RunDeps,
  record: RunRecord,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const { plan } = await deps.journal.approvedPlan(record.id);
  return ended(record, (await readView(deps, { run: record.id, plan })).ended, signal);
}

function ended(
  { id, result, outputs, package: { name, version } }: RunRecord,
  end: RunView['ended'],
  signal: AbortSignal,
): StepOutcome {
  const known = result ?? 'failed';
  const handed = { run: id, result: known, outputs };
  if (known === 'succeeded' || known === 'succeeded-with-errors') return { kind: 'done', outputs: handed };
  const why = end?.reason == null ? '' : `: ${end.reason}`;
  const message = `${id} (${name}@${version}) ended as ${known}${why}`;
  return { kind: 'failed', error: { kind: kindOf(known, signal), message }, outputs: handed };
}

function kindOf(result: RunResult, signal: AbortSignal): StepError['kind'] {
  if (signal.aborted && signal.reason === 'timeout') return 'timeout';
  return result === 'cancelled' || signal.aborted ? 'cancelled' : 'failed';
}

/** As the command would say it that carried the nested run alone. */
function whatItWaitsFor(run: RunId, carried: Carried): string {
  try {
    requireSuccess(run, carried);
  } catch (error) {
    if (!(error instanceof AtomError)) throw error;
    return `${run} waits: ${error.message} (${error.hint ?? ''})`;
  }
  return `${run} waits`;
}
