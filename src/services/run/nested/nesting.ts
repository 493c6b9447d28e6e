import type { JsonObject } from '../../../base/json.ts';
import type { ApprovedPlan, Plan, PlannedPackage } from '../../../model/plan.ts';
import type { RunPackage } from '../../../model/wpk.ts';
import type { RunDeps } from '../deps.ts';

/** What a nested run is made of. */
export interface PlannedNested {
  readonly plan: Plan;
  readonly wpk: RunPackage;
  readonly cosignSig: string;
}

/** The packages of nested runs: each verified again, whenever it is asked for. */
export interface NestedPackages {
  /** Plans one with the inputs that its step gives, and keeps the plan. @throws {AtomError} as `planRun` does */
  plan(request: {
    readonly pin: PlannedPackage;
    readonly inputs: JsonObject;
    readonly requester: string;
  }): Promise<PlannedNested>;
  /** Of a run that goes on, whose plan must still be what the step gives. @throws {AtomError} ATOM_APPROVAL_STALE */
  goOn(approved: ApprovedPlan, inputs: JsonObject): Promise<RunPackage>;
  /** Of a run that is undone. @throws {AtomError} ATOM_APPROVAL_STALE */
  undo(approved: ApprovedPlan): Promise<RunPackage>;
}

/** All that carrying out nested workflows takes. */
export interface NestingDeps {
  readonly run: RunDeps;
  readonly packages: NestedPackages;
}
