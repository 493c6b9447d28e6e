import { AtomError } from '../base/errors.ts';
import { requireReason } from '../base/reason.ts';
import type { Approval, ApprovalId, ApprovedPlan, Plan } from '../model/plan.ts';

export interface ApprovalRequest {
  readonly id: ApprovalId;
  readonly approver: string;
  readonly reason: string;
  /** How long it holds; never longer than the package allows. */
  readonly ttlMs: number | null;
  /** The digest that the approver saw, where it was named. */
  readonly digest: string | null;
}

/**
 * Whether this person may let this plan run, and the approval if so. Without a
 * daemon there is one identity, the operating system's user, whose word is
 * recorded as a local claim and counts for one approver.
 * @throws {AtomError} ATOM_APPROVAL_UNAVAILABLE, ATOM_APPROVAL_STALE, ATOM_USAGE without a reason
 */
export function grantApproval(plan: Plan, request: ApprovalRequest, now: Date): Approval {
  requireReason(request.reason);
  const { approvers, separateFromRequester, expiresInMs } = plan.approval;
  if (approvers > 1) throw unavailable(`${plan.package.name} asks for ${approvers} approvers`);
  if (separateFromRequester)
    throw unavailable(`${plan.package.name} asks for an approver who is not the requester`);
  refuseOtherDigest(plan, request.digest);
  const ttlMs = Math.min(request.ttlMs ?? expiresInMs, expiresInMs);
  return {
    id: request.id,
    planId: plan.id,
    planDigest: plan.digest,
    approver: request.approver,
    role: 'local',
    reason: request.reason,
    approvedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + ttlMs).toISOString(),
    usedBy: null,
  };
}

/** An approver who named a digest allows that plan alone. @throws {AtomError} ATOM_APPROVAL_STALE */
export function refuseOtherDigest(plan: Plan, digest: string | null): void {
  if (digest === null || digest === plan.digest) return;
  throw stale(`The plan's digest is ${plan.digest}, not ${digest}`, plan);
}

/** Whether the approval still lets the plan run. */
export function isUsable(plan: Plan, approval: Approval, now: Date): boolean {
  const { planDigest, usedBy, expiresAt } = approval;
  return planDigest === plan.digest && usedBy === null && now.getTime() < Date.parse(expiresAt);
}

/** The one way to an ApprovedPlan: the approval is for this digest, unused and not expired. */
export function approvedPlan(plan: Plan, approval: Approval | null, now: Date): ApprovedPlan {
  if (approval === null) {
    throw new AtomError('ATOM_APPROVAL_REQUIRED', `Nobody has approved ${plan.id} yet`, {
      hint: `atomctl approve ${plan.id} --reason "why"`,
      details: { plan: plan.id, digest: plan.digest },
    });
  }
  if (approval.planDigest !== plan.digest) throw stale('The approval is for another digest', plan);
  if (approval.usedBy !== null) throw stale(`The approval was used by ${approval.usedBy}`, plan);
  if (now.getTime() >= Date.parse(approval.expiresAt))
    throw stale(`The approval expired at ${approval.expiresAt}`, plan);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this function is what earns the brand.
  return { plan, approval } as ApprovedPlan;
}

function unavailable(what: string): AtomError {
  return new AtomError('ATOM_APPROVAL_UNAVAILABLE', `${what}, which only a daemon can prove`, {
    hint: 'Run it through a daemon, or change spec.safety.approval in the package',
  });
}

export function stale(why: string, plan: Plan): AtomError {
  return new AtomError('ATOM_APPROVAL_STALE', why, { hint: `atomctl approve ${plan.id} --reason "why"` });
}
