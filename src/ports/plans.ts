import type { Approval, Plan, PlannedRecord } from '../model/plan.ts';
import type { AuditHead } from '../model/audit.ts';
import type { Page } from '../model/list.ts';

/** Plans and the approvals that let them run. */
export interface Plans {
  save(plan: Plan, tenant: string): Promise<AuditHead>;
  /** By id, by a prefix of it, or by digest (the newest of that digest). @throws {AtomError} ATOM_USAGE for a prefix that several have. */
  find(query: { tenant: string; ref: string }): Promise<PlannedRecord | undefined>;
  /** The newest approval of a plan, by the plan's whole id. */
  approval(plan: string): Promise<Approval | null>;
  list(query: { tenant: string; cursor: string | null; limit: number }): Promise<Page<Plan>>;
  approve(approval: Approval, tenant: string): Promise<AuditHead>;
}
