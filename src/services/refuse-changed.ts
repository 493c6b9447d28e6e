import { AtomError } from '../base/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import { planDigest } from '../plan/digest.ts';
import { resolveInputs } from '../plan/inputs.ts';
import { previewEffects } from '../plan/preview.ts';
import { isWorse, requireClass } from '../plan/require-class.ts';
import { isStillPlanned } from '../plan/same-plan.ts';
import { judgePackage } from './judge-package.ts';
import type { PlanDeps } from './plan-run.ts';
import { checkPackage } from './valid-manifest.ts';

/**
 * A kept plan is carried out only while it is what its verified package says, and judged no worse than when it was
 * approved: neither the day, nor a change of the policy, nor a hand in the store may change what was approved.
 * @throws {AtomError} ATOM_APPROVAL_STALE, ATOM_PACKAGE_INVALID; ATOM_POLICY_REFUSED where it may not run at all any more
 */
export async function refuseChanged(
  { now, policy }: Pick<PlanDeps, 'now' | 'policy'>,
  plan: Plan,
  wpk: AdmittedWpk,
): Promise<void> {
  await checkPackage(wpk);
  const inputs = await resolveInputs(wpk.manifest.spec.inputs, { file: plan.inputs, flags: [] });
  const effects = previewEffects({ wpk, inputs, selection: plan.selection });
  const called = `${wpk.name}@${wpk.version}`;
  if (planDigest(effects) !== plan.digest || !isStillPlanned(plan, effects))
    throw stale(plan, `${plan.id} is not what ${called} would do today`, called);
  const { mayExcept } = wpk;
  const verdict = await judgePackage({ wpk, mayExcept, now: now(), inputs, policy: await policy() });
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
