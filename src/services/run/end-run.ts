import type { Plan } from '../../model/plan.ts';
import type { RunId } from '../../model/run.ts';
import type { RunView } from '../../model/run-view.ts';
import type { Lease } from '../../ports/journal.ts';
import { idempotencyKey } from './attempt.ts';
import { type Carried, finish } from './carry.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { keepLease } from './lease.ts';
import { Ledger } from './ledger.ts';
import { outcomeUnknown } from './outcome-event.ts';
import { cutOffSteps, endLeftovers } from './recover.ts';

interface Ending {
  readonly run: RunId;
  readonly plan: Plan;
  readonly lease: Lease;
}

/** Whether a run was cancelled and nothing of it is to be undone. */
export function isOnlyToEnd({ cancel, rollingBack }: RunView): boolean {
  return cancel !== null && !cancel.rollback && rollingBack === null;
}

/**
 * Ends an owned run that was cancelled. Nothing of its plan is carried out any more, no probe either: neither a lost
 * package nor an edited plan keeps a run from being ended.
 */
export async function endRun(
  deps: RunDeps,
  { run, plan, lease }: Ending,
  options: RunOptions,
): Promise<Carried> {
  const ledger = new Ledger(deps, { run, plan, token: lease.token, onEvent: options.onEvent ?? (() => {}) });
  using held = new DisposableStack();
  let fault: unknown;
  held.defer(() => ledger.showAll());
  held.use(
    keepLease(deps, { run, ...lease, leaseMs: options.leaseMs ?? LEASE_MS }, (error) => {
      fault ??= error;
    }),
  );
  await ledger.load();
  const stage = { deps, ledger, paths: deps.folders.paths(run) };
  const unended = await endLeftovers(stage);
  if (fault !== undefined) throw fault;
  for (const { progress } of cutOffSteps(stage)) {
    ledger.stage(outcomeUnknown(progress, unended.get(idempotencyKey(run, progress.phase, progress.name))));
  }
  await ledger.flush();
  const ended = await finish(stage, lease, 'cancelled');
  ledger.showAll();
  options.onEnded?.(ended.head);
  return ended;
}
