import type { Plan, Selection } from '../model/plan.ts';
import type { Files } from '../ports/files.ts';
import { admitPackage } from './admit-package.ts';
import { type PlanDeps, planRun } from './plan-run.ts';
import { readInputs, type TypedInputs } from './read-inputs.ts';

export interface CreatePlanDeps extends PlanDeps {
  readonly files: Files;
}

export interface CreatePlanRequest {
  /** A file or NAME[@VERSION]. */
  readonly ref: string;
  readonly inputs: TypedInputs;
  readonly selection: Selection;
  readonly requester: string;
  /** A file to write the plan to as well. */
  readonly output: string | null;
}

/** Plans a run of a package that is named, with inputs as they are typed. */
export async function createPlan(deps: CreatePlanDeps, request: CreatePlanRequest): Promise<Plan> {
  const { ref, selection, requester, output } = request;
  const inputs = await readInputs(deps.files, request.inputs);
  const wpk = await admitPackage(deps, ref);
  const { plan } = await planRun(deps, wpk, { inputs, selection, requester });
  if (output !== null) await deps.files.write(output, `${JSON.stringify(plan, null, 2)}\n`);
  return plan;
}
