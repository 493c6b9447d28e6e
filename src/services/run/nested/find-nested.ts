import type { JsonObject } from '../../../base/json.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import type { RunId, RunRecord } from '../../../model/run.ts';
import type { RunPackage } from '../../../model/wpk.ts';
import { approvedWith } from '../../../plan/nested/nests.ts';
import type { StepContext } from '../../../ports/executor.ts';
import type { RunDeps } from '../deps.ts';
import { findRun } from '../find-run.ts';
import { isCarriedBy } from '../turns.ts';
import type { NestingDeps } from './nesting.ts';

type Attempt = Pick<StepContext, 'run' | 'phase' | 'startedAt'>;

/** The run that an attempt repeats: one that has not ended, or the one that ended before its parent wrote that down. */
export async function findNested(
  { journal }: Pick<RunDeps, 'journal'>,
  step: string,
  { run, phase, startedAt }: Attempt,
): Promise<RunRecord | undefined> {
  const all = await journal.nested(run);
  const last = all.findLast(({ record: { parent } }) => parent?.phase === phase && parent.step === step);
  if (last === undefined) return undefined;
  return last.record.state !== 'ended' || last.startedAt === startedAt ? last.record : undefined;
}

/** A nested run that this process is to carry. */
export interface OwnedNested {
  readonly run: RunId;
  readonly inputs: JsonObject;
  /** Undefined: it has to be verified again. */
  readonly wpk: RunPackage | undefined;
}

/** Plans the nested workflow with its real inputs, and creates its run under the approval of its parent. */
export async function startNested(
  { run: deps, packages }: NestingDeps,
  step: PlannedStep,
  { inputs, context }: { readonly inputs: JsonObject; readonly context: Attempt },
): Promise<OwnedNested> {
  if (step.workflow === undefined) throw new Error(`${step.name} was planned without its workflow`);
  const { requester, tenant_id: tenant } = await findRun(deps, context.run);
  const parent = await deps.journal.approvedPlan(context.run);
  const { plan, wpk, cosignSig } = await packages.plan({ pin: step.workflow.package, inputs, requester });
  const id = deps.newRunId();
  const row = {
    id,
    approved: approvedWith(parent, plan),
    requester,
    tenant,
    cosignSig,
    logPath: deps.folders.paths(id).logs,
    at: deps.now().toISOString(),
    parent: { run: context.run, phase: context.phase, step: step.name, startedAt: context.startedAt },
  };
  await deps.journal.createRun(row, isCarriedBy(deps));
  return { run: id, inputs, wpk };
}
