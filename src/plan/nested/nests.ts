import type { ApprovedPlan, Plan, PlannedPackage } from '../../model/plan.ts';

/** Every package that a plan nests, at any depth. */
export function* nestedPackages({
  steps,
  rollback,
}: Pick<Plan, 'steps' | 'rollback'>): Iterable<PlannedPackage> {
  for (const { workflow } of [...steps, ...rollback]) {
    if (workflow === undefined) continue;
    yield workflow.package;
    for (const { nests } of [...workflow.steps, ...workflow.rollback]) if (nests !== null) yield nests;
  }
}

export function isNested(plan: Plan, digest: PlannedPackage['digest']): boolean {
  for (const nested of nestedPackages(plan)) if (nested.digest === digest) return true;
  return false;
}

/** The approval of a run covers what its plan nests: the other way to an ApprovedPlan. @throws {Error} for any other plan. */
export function approvedWith(parent: ApprovedPlan, plan: Plan): ApprovedPlan {
  if (!isNested(parent.plan, plan.package.digest)) {
    throw new Error(`${parent.plan.id} nests no ${plan.package.name}`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a plan nests is part of what was approved.
  return { plan, approval: parent.approval } as ApprovedPlan;
}
