import { AtomError } from '../base/errors.ts';
import type { Digest } from '../base/digest.ts';
import type { Plan } from '../model/plan.ts';
import type { AdmittedWpk } from '../model/trust.ts';
import type { Wpk } from '../model/wpk.ts';
import { locksOf } from '../kubernetes/lock.ts';
import { planDigest } from '../plan/digest.ts';
import { driftOf } from '../plan/drift.ts';
import { resolveInputs } from '../plan/inputs.ts';
import { type PreviewedEffects, previewEffects } from '../plan/preview.ts';
import type { Children } from '../plan/nested/family.ts';
import { isWorse } from '../plan/require-class.ts';
import { isSameWork, isStillPlanned } from '../plan/same-plan.ts';
import { type AdmitDeps, packageToUndo, readmitPackage } from './admit-package.ts';
import { judgeFamily } from './judge-family.ts';
import { nestedPackages } from './nested-packages.ts';
import type { PlanDeps } from './plan-run.ts';
import { checkPackage } from './valid-manifest.ts';

/**
 * A kept plan is carried out only while it is what its verified package says, and judged no worse than when it was
 * approved: neither the day, nor a change of the policy, nor a hand in the store may change what was approved.
 * @throws {AtomError} ATOM_APPROVAL_STALE, ATOM_PACKAGE_INVALID; ATOM_POLICY_REFUSED where it may not run at all any more
 */
export async function refuseChanged(
  deps: Pick<PlanDeps, 'now' | 'policy'> & AdmitDeps,
  plan: Plan,
  wpk: AdmittedWpk,
): Promise<void> {
  await checkPackage(wpk);
  const children = await nestedPackages(wpk, (pin) => readmitPackage(deps, pin));
  const effects = await effectsToday(plan, wpk, children);
  const { inputs } = effects;
  const called = `${wpk.name}@${wpk.version}`;
  if (digestToday(effects, plan) !== plan.digest || !isStillPlanned(plan, effects))
    throw stale(plan, `${plan.id} is not what ${called} would do today`, called);
  const verdict = await judgeFamily({ wpk, children, now: deps.now(), inputs, policy: await deps.policy() });
  if (!isWorse(verdict.class, plan.verdict.class)) return;
  const why =
    verdict.policyDigest === plan.verdict.policyDigest
      ? 'an exception has expired'
      : 'the policy has changed';
  const judged = `${called} is ${verdict.class} today and was ${plan.verdict.class} when it was planned`;
  throw stale(plan, `${judged}: ${why}`, called);
}

/**
 * What is undone is what the package says that was approved, never what a hand wrote into the kept plan: the digest
 * binds package, inputs and selection, and these give the work. Neither the day nor the policy is in the way.
 * @throws {AtomError} ATOM_APPROVAL_STALE
 */
export async function refuseEdited(
  deps: Pick<AdmitDeps, 'registry'>,
  plan: Plan,
  { wpk, run }: { readonly wpk: Wpk; readonly run: string },
): Promise<void> {
  const children = await nestedPackages(wpk, (pin) => packageToUndo(deps, pin));
  const effects = await effectsToday(plan, wpk, children);
  if (digestToday(effects, plan) === plan.digest && isSameWork(plan, effects)) return;
  const message = `${plan.id} was edited in the store: it is not what ${wpk.name}@${wpk.version} says, and nothing of it is carried out`;
  throw new AtomError('ATOM_APPROVAL_STALE', message, {
    hint: `End it and undo it by hand: atomctl runs cancel ${run}`,
    details: { plan: plan.id, run },
  });
}

/** What the cluster was asked is bound as it was kept: whether it has changed since is another question. */
function digestToday(effects: PreviewedEffects, { cluster, live }: Plan): Digest {
  return planDigest({ ...effects, ...(cluster && { cluster }), ...(live && { live }) });
}

/**
 * A plan that was made for a cluster is carried out only while the cluster is, in what the plan sets or deletes, as it
 * was then. @throws {AtomError} ATOM_APPROVAL_STALE, and as `AskLive` does
 */
export async function refuseDrifted({ live }: Pick<PlanDeps, 'live'>, plan: Plan, wpk: Wpk): Promise<void> {
  if (plan.live === undefined) return;
  const now = await live(plan, wpk);
  const drift = driftOf(plan, now);
  if (drift !== undefined) throw stale(plan, drift, `${wpk.name}@${wpk.version}`);
}

async function effectsToday(plan: Plan, wpk: Wpk, children: Children): Promise<PreviewedEffects> {
  const inputs = await resolveInputs(wpk.manifest.spec.inputs, { file: plan.inputs, flags: [] });
  const effects = previewEffects({ wpk, inputs, selection: plan.selection, children });
  return { ...effects, locks: locksOf(plan) };
}

function stale({ id }: Plan, message: string, called: string): AtomError {
  return new AtomError('ATOM_APPROVAL_STALE', message, {
    hint: `Plan it again: atomctl plan ${called}`,
    details: { plan: id },
  });
}
