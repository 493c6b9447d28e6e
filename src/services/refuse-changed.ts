import { AtomError } from '../base/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import { planDigest } from '../plan/digest.ts';
import { isSamePlan } from '../plan/same-plan.ts';
import { type PlanDeps, previewRun } from './plan-run.ts';

/**
 * A kept plan is carried out only while it is what its verified package says: neither the day nor
 * a hand in the store may change what was approved. @throws {AtomError} ATOM_APPROVAL_STALE
 */
export async function refuseChanged(
  deps: Pick<PlanDeps, 'now' | 'enforced'>,
  plan: Plan,
  wpk: AdmittedWpk,
): Promise<void> {
  const inputs = { file: plan.inputs, flags: [] };
  const { preview } = await previewRun(deps, wpk, { inputs, selection: plan.selection });
  if (planDigest(preview) === plan.digest && isSamePlan(plan, preview)) return;
  throw new AtomError(
    'ATOM_APPROVAL_STALE',
    `${plan.id} is not what ${wpk.name}@${wpk.version} would do today`,
    {
      hint: `Plan it again: atomctl plan ${wpk.name}@${wpk.version}`,
      details: { plan: plan.id },
    },
  );
}
