import { AtomError } from '../../../base/errors.ts';
import type { RunId } from '../../../model/run.ts';
import type { StepContext, StopReason } from '../../../ports/executor.ts';
import { type Carried, carryRun } from '../carry.ts';
import { LEASE_MS, type RunDeps } from '../deps.ts';
import { endRun, isOnlyToEnd } from '../end-run.ts';
import { findRun } from '../find-run.ts';
import { takeRun } from '../lease.ts';
import { readView } from '../read-view.ts';
import { refuseForgotten } from '../refuse-damaged.ts';
import { say } from '../resume-run.ts';
import type { OwnedNested } from './find-nested.ts';
import type { NestingDeps } from './nesting.ts';

/** Carries a nested run as far as it goes. What stops its step reaches it: a cancel as one of its own. */
export async function carryNested(
  { run: deps, packages }: NestingDeps,
  { run, inputs, wpk }: OwnedNested,
  context: StepContext,
): Promise<Carried> {
  const approved = await deps.journal.approvedPlan(run);
  const { plan } = approved;
  const view = await readView(deps, { run, plan });
  await refuseForgotten(deps, run, view);
  const undoing = view.cancel !== null || view.rollingBack !== null;
  const admit = () => (undoing ? packages.undo(approved) : packages.goOn(approved, inputs));
  const files = isOnlyToEnd(view) ? undefined : (wpk ?? (await admit()));
  const lease = await takeRun(deps, run, LEASE_MS);
  const own = new AbortController();
  using _ = passOn(context.signal, {
    interrupt: () => own.abort(),
    cancel: (reason) => cancelNested(deps, { parent: context.run, run }, reason),
  });
  const options = { signal: own.signal };
  if (files === undefined) return await endRun(deps, { run, plan, lease }, options);
  if (view.paused !== null)
    await say(deps, run, { type: 'run-resumed', by: (await findRun(deps, run)).requester });
  return await carryRun(deps, { run, plan, lease, wpk: files, adopted: [] }, options);
}

interface Reach {
  readonly interrupt: () => void;
  readonly cancel: (reason: StopReason) => Promise<void>;
}

/** One that cannot be told to end is interrupted, so that nothing of it goes on: its parent ends it then. */
function passOn(signal: AbortSignal, { interrupt, cancel }: Reach): Disposable {
  const stop = () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the signal's contract.
    const reason = signal.reason as StopReason;
    if (reason === 'interrupted' || reason === 'lost') interrupt();
    else cancel(reason).catch(interrupt);
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', stop) };
}

interface Lineage {
  readonly parent: RunId;
  readonly run: RunId;
}

/** The parent's cancel, by the same person; too late where the run has ended. */
async function cancelNested(deps: RunDeps, { parent, run }: Lineage, reason: StopReason): Promise<void> {
  const { plan } = await deps.journal.approvedPlan(parent);
  const { cancel } = await readView(deps, { run: parent, plan });
  const { requester } = await findRun(deps, parent);
  const rollback = cancel?.rollback ?? (reason === 'timeout' && (await hasRollback(deps, run)));
  try {
    await say(deps, run, { type: 'cancel-requested', by: cancel?.by ?? requester, rollback });
  } catch (error) {
    if (!(error instanceof AtomError) || error.code !== 'ATOM_RUN_STATE') throw error;
  }
}

async function hasRollback({ journal }: RunDeps, run: RunId): Promise<boolean> {
  return (await journal.approvedPlan(run)).plan.rollback.length > 0;
}
