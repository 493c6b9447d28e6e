import { AtomError } from '../../base/errors.ts';
import type { ApprovedPlan, Plan } from '../../model/plan.ts';
import type { RunEvent, RunId } from '../../model/run.ts';
import type { RunPackage } from '../../model/wpk.ts';
import { itemOutputsKept } from '../../run/outputs-read.ts';
import { adoption } from '../../run/selection.ts';
import { unsupported } from './attempt.ts';
import { type Carried, carryRun } from './carry.ts';
import { LEASE_MS, type RunDeps, type RunOptions } from './deps.ts';
import { takeRun } from './lease.ts';
import { readView } from './read-view.ts';
import { findRun } from './resume-run.ts';
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

async function adoptedEvents(deps: RunDeps, plan: Plan): Promise<readonly RunEvent[]> {
  const { resume } = plan.selection;
  if (resume === null) return [];
  const { journal } = deps;
  const earlier = await findRun(deps, resume.run);
  const { plan: old } = await journal.approvedPlan(earlier.id);
  const same = JSON.stringify(old.inputs) === JSON.stringify(plan.inputs);
  if (old.package.digest !== plan.package.digest || !same) {
    throw new AtomError('ATOM_INPUT_INVALID', `${earlier.id} ran another package, or had other inputs`, {
      hint: `atomctl runs show ${earlier.id}`,
    });
  }
  const view = await readView(deps, {
    run: earlier.id,
    plan: old,
    keeps: itemOutputsKept(plan),
  });
  const adopted = adoption(plan, resume.from, { run: earlier.id, view });
  if ('events' in adopted) return adopted.events;
  throw new AtomError(
    'ATOM_INPUT_INVALID',
    `${earlier.id} has no result of ${adopted.missing}: ${adopted.why}`,
    {
      hint: `atomctl runs show ${earlier.id}`,
      details: { run: earlier.id, step: adopted.missing },
    },
  );
}
