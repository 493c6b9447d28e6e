import type { JsonObject } from '../base/json.ts';
import type { ApprovedPlan, Plan, Selection } from '../model/plan.ts';
import { planDigest } from '../plan/digest.ts';
import { stale } from '../plan/grant.ts';
import { resolveInputs } from '../plan/inputs.ts';
import { isNested } from '../plan/nested/nests.ts';
import type { Journal } from '../ports/journal.ts';
import { packageToUndo, readmitPackage, runPackage } from './admit-package.ts';
import { type PlanDeps, planRun } from './plan-run.ts';
import { refuseChanged, refuseEdited } from './refuse-changed.ts';
import type { NestedPackages } from './run/nested/nesting.ts';

const EVERYTHING: Selection = { skip: [], only: [], resume: null };

interface Deps {
  readonly planning: () => Promise<PlanDeps>;
  readonly journal: Pick<Journal, 'approvedPlan'>;
}

/** The packages of nested runs, from this store. */
export function nestedPackagesOfRuns({ planning, journal }: Deps): NestedPackages {
  return {
    plan: async ({ pin, inputs, requester }) => {
      const deps = await planning();
      const wpk = await readmitPackage(deps, pin);
      const request = { inputs: { file: inputs, flags: [] }, selection: EVERYTHING, requester };
      const { plan } = await planRun(deps, wpk, request);
      const cosignSig = Buffer.from(wpk.signatures[0].proof).toString('base64');
      return { plan, wpk: runPackage(wpk), cosignSig };
    },
    goOn: async ({ plan }, given) => {
      const deps = await planning();
      const wpk = await readmitPackage(deps, plan.package);
      await refuseOtherInputs(plan, wpk.manifest.spec.inputs, given);
      await refuseChanged(deps, plan, wpk);
      return runPackage(wpk);
    },
    undo: async ({ plan, approval }) => {
      const deps = await planning();
      await refuseForeign(journal, { plan, approval });
      const wpk = await packageToUndo(deps, plan.package);
      await refuseEdited(deps, plan, { wpk, run: approval.usedBy ?? plan.id });
      return runPackage(wpk);
    },
  };
}

/** The step's inputs and the pinned package give the plan, not a hand in the store. */
async function refuseOtherInputs(
  plan: Plan,
  schema: JsonObject | undefined,
  given: JsonObject,
): Promise<void> {
  const inputs = await resolveInputs(schema, { file: given, flags: [] });
  const digest = planDigest({ package: plan.package, inputs, selection: EVERYTHING });
  if (digest !== plan.digest) throw stale(`${plan.id} is not what its step would nest today`, plan);
}

/** What is undone must be nested by the plan that was approved. */
async function refuseForeign(
  journal: Pick<Journal, 'approvedPlan'>,
  { plan, approval }: Pick<ApprovedPlan, 'plan' | 'approval'>,
): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column holds the id of the run that used it.
  const whole = await journal.approvedPlan(approval.usedBy as `run_${string}`);
  if (whole.plan.digest === approval.planDigest && isNested(whole.plan, plan.package.digest)) return;
  throw stale(`${plan.id} is nested by nothing that was approved`, plan);
}
