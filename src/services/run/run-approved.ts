import type { ApprovedPlan, Plan } from '../../model/plan.ts';
import type { RunId } from '../../model/run.ts';
import type { RunPackage } from '../../model/wpk.ts';
import { adoptedEvents } from './adopted-events.ts';
import { unsupported } from './attempt.ts';
import { type Carried, carryRun } from './carry.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { takeRun } from './lease.ts';
import { secretInputsOf } from './scope.ts';
import { isCarriedBy } from './turns.ts';

export interface RunRequest {
  readonly approved: ApprovedPlan;
  /** The package of the plan, verified. */
  readonly wpk: RunPackage;
  readonly requester: string;
  readonly tenant: string;
  readonly cosignSig: string | null;
}

/**
 * Creates the run of an approved plan and carries it.
 * @throws {AtomError} ATOM_STEP_UNSUPPORTED, ATOM_NEEDS_MISSING, ATOM_INPUT_INVALID before there is a run;
 * ATOM_OBJECT_LOCKED, ATOM_APPROVAL_STALE; ATOM_RUN_OWNED when another process took it over.
 */
export async function runApproved(
  deps: RunDeps,
  request: RunRequest,
  options: RunOptions = {},
): Promise<{ readonly run: RunId; readonly carried: Carried }> {
  const { approved, wpk, requester, tenant, cosignSig } = request;
  const { plan } = approved;
  if (wpk.digest !== plan.package.digest) throw new Error('the package is not the one that was planned');
  await refuseHopeless(deps, plan);
  const adopted = await adoptedEvents(deps, plan);

  const run = deps.newRunId();
  const logPath = deps.folders.paths(run).logs;
  const at = deps.now().toISOString();
  const row = { id: run, approved, requester, tenant, cosignSig, logPath, at };
  await deps.journal.createRun(row, isCarriedBy(deps));
  const lease = await takeRun(deps, run, options.leaseMs ?? LEASE_MS);
  return { run, carried: await carryRun(deps, { run, plan, lease, wpk, adopted }, options) };
}

/** What can be known to fail fails before the first effect. */
async function refuseHopeless(deps: RunDeps, plan: Plan): Promise<void> {
  for (const step of [...plan.steps, ...plan.rollback]) {
    if (!deps.executors.has(step.type)) throw unsupported(step);
  }
  for (const reference of secretInputsOf(plan).values()) await deps.readSecret(reference);
}
