import { AtomError } from '../../base/errors.ts';
import type { Approval, Plan } from '../../model/plan.ts';

/** A crash or a pause does not end an approval; its expiry does. @throws {AtomError} ATOM_APPROVAL_STALE */
export function refuseExpired(plan: Plan, approval: Approval, now: Date): void {
  if (now.getTime() < Date.parse(approval.expiresAt)) return;
  throw new AtomError('ATOM_APPROVAL_STALE', `The approval of ${plan.id} expired at ${approval.expiresAt}`, {
    hint: 'Roll it back (atomctl runs rollback), or cancel it (atomctl runs cancel) and plan again',
  });
}
