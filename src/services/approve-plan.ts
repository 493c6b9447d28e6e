import { AtomError } from '../base/errors.ts';
import { newId } from '../base/id.ts';
import type { Approved, Plan, PlannedRecord } from '../model/plan.ts';
import { grantApproval } from '../plan/grant.ts';
import type { Plans } from '../ports/plans.ts';

export interface ApproveDeps {
  readonly plans: Plans;
  readonly tenant: string;
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

export interface ApproveRequest extends Word {
  /** Plan id, a prefix of it, or digest. */
  readonly plan: string;
}

/** What a person says who lets a plan run. */
export interface Word {
  readonly actor: string;
  readonly reason: string;
  /** Milliseconds; null: as long as the package allows. */
  readonly ttlMs: number | null;
  /** The only digest that may be approved, where the approver named one. */
  readonly digest: string | null;
}

/** Lets a plan run once, and writes down who said so. */
export async function approvePlan(deps: ApproveDeps, request: ApproveRequest): Promise<Approved> {
  const { plan } = await findPlan(deps, request.plan);
  return grant(deps, plan, request);
}

/** As `approvePlan`, of a plan that is at hand. */
export async function grant(deps: ApproveDeps, plan: Plan, word: Word): Promise<Approved> {
  const { actor: approver, reason, ttlMs, digest } = word;
  const id = newId('approval', deps.random(12));
  const approval = grantApproval(plan, { id, approver, reason, ttlMs, digest }, deps.now());
  const auditHead = await deps.plans.approve(approval, deps.tenant);
  return { kind: 'plan', approval, auditHead };
}

/** @throws {AtomError} ATOM_PLAN_NOT_FOUND; ATOM_USAGE where several begin so */
export async function findPlan(
  { plans, tenant }: Pick<ApproveDeps, 'plans' | 'tenant'>,
  ref: string,
): Promise<PlannedRecord> {
  const found = await plans.find({ tenant, ref });
  if (found !== undefined) return found;
  throw new AtomError('ATOM_PLAN_NOT_FOUND', `There is no plan ${ref}`, { hint: 'atomctl plans list' });
}
