import { AtomError } from '../base/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import { planDigest } from '../plan/digest.ts';
import { isWorse, requireClass } from '../plan/require-class.ts';
import { isSamePlan } from '../plan/same-plan.ts';
import { type PlanDeps, previewRun } from './plan-run.ts';

/**
 * A kept plan is carried out only while it is what its verified package says, and judged no worse than when it was
 * approved: neither the day, nor a change of the policy, nor a hand in the store may change what was approved.
 * @throws {AtomError} ATOM_APPROVAL_STALE; ATOM_POLICY_REFUSED where it may not run at all any more
 */
export async function refuseChanged(
  deps: Pick<PlanDeps, 'now' | 'enforced' | 'policy'>,
  plan: Plan,
  wpk: AdmittedWpk,
): Promise<void> {
  const inputs = { file: plan.inputs, flags: [] };
  const { preview, verdict } = await previewRun(deps, wpk, { inputs, selection: plan.selection });
  const called = `${wpk.name}@${wpk.version}`;
  if (planDigest(preview) !== plan.digest || !isSamePlan(plan, preview))
    throw stale(plan, `${plan.id} is not what ${called} would do today`, called);
  requireClass(verdict, wpk.manifest);
  if (!isWorse(verdict.class, plan.verdict.class)) return;
  const why =
    verdict.policyDigest === plan.verdict.policyDigest
      ? 'an exception has expired'
      : 'the policy has changed';
  const judged = `${called} is ${verdict.class} today and was ${plan.verdict.class} when it was planned`;
  throw stale(plan, `${judged}: ${why}`, called);
}

function stale({ id }: Plan, message: string, called: string): AtomError {
  return new AtomError('ATOM_APPROVAL_STALE', message, {
    hint: `Plan it again: atomctl plan ${called}`,
    details: { plan: id },
  });
}
