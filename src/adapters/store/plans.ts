import { type Kysely, sql } from 'kysely';
import { isDigest } from '../../base/digest.ts';
import { sharing } from '../../base/sharing.ts';
import type { AuditHead } from '../../model/audit.ts';
import type { Approval, Plan, PlannedRecord, PlannedStep } from '../../model/plan.ts';
import type { Plans } from '../../ports/plans.ts';
import type { SqlAuditLog } from './audit-log.ts';
import { CANDIDATES, onlyOne } from './by-prefix.ts';
import { behind, pageOf } from './page.ts';
import type { ApprovalRow, PlanRow, Tables } from './tables.ts';

export class SqlPlans implements Plans {
  readonly #db: Kysely<Tables>;
  readonly #audit: SqlAuditLog;

  constructor(db: Kysely<Tables>, audit: SqlAuditLog) {
    this.#db = db;
    this.#audit = audit;
  }

  async save(plan: Plan, tenant: string): Promise<AuditHead> {
    return this.#db.transaction().execute(async (transaction) => {
      await transaction.insertInto('plans').values(planRow(plan, tenant)).execute();
      const { name, version, digest } = plan.package;
      const details = { digest: plan.digest, package: `${name}@${version}`, packageDigest: digest };
      return this.#audit.appendRecord(
        transaction,
        { action: 'plan', actor: plan.createdBy, tenant, subject: plan.id, details },
        plan.createdAt,
      );
    });
  }

  async find({ tenant, ref }: Parameters<Plans['find']>[0]): Promise<PlannedRecord | undefined> {
    const rows = this.#db
      .selectFrom('plans')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .orderBy('created_at', 'desc');
    const row = isDigest(ref)
      ? await rows.where('digest', '=', ref).limit(1).executeTakeFirst()
      : onlyOne(
          await rows.where('id', '>=', ref).where('id', '<', `${ref}\uffff`).limit(CANDIDATES).execute(),
          { ref, nouns: 'plans' },
        );
    if (row === undefined) return undefined;
    return { plan: readPlan(row), approval: await this.approval(row.id) };
  }

  async list({ tenant, cursor, limit }: Parameters<Plans['list']>[0]): ReturnType<Plans['list']> {
    let query = this.#db.selectFrom('plans').selectAll().where('tenant_id', '=', tenant);
    if (cursor !== null) query = query.where(behind(cursor));
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, readPlan);
  }

  async approve(approval: Approval, tenant: string): Promise<AuditHead> {
    return this.#db.transaction().execute(async (transaction) => {
      await transaction.insertInto('approvals').values(approvalRow(approval)).execute();
      const { planDigest, role, reason, expiresAt } = approval;
      const details = { approval: approval.id, planDigest, role, reason, expiresAt };
      return this.#audit.appendRecord(
        transaction,
        { action: 'approve', actor: approval.approver, tenant, subject: approval.planId, details },
        approval.approvedAt,
      );
    });
  }

  async approval(plan: string): Promise<Approval | null> {
    const row = await this.#db
      .selectFrom('approvals')
      .selectAll()
      .where('plan_id', '=', plan)
      .orderBy('approved_at', 'desc')
      .orderBy(sql`rowid`, 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : readApproval(row);
  }
}

function planRow(plan: Plan, tenant: string): PlanRow {
  return {
    id: plan.id,
    tenant_id: tenant,
    digest: plan.digest,
    package_name: plan.package.name,
    package_version: plan.package.version,
    package_digest: plan.package.digest,
    plan: JSON.stringify(plan),
    created_at: plan.createdAt,
    created_by: plan.createdBy,
  };
}

/** What the steps of a plan that an earlier version kept do not say. */
const LATER = { forEach: null, concurrency: null };

export function readPlan(row: Pick<PlanRow, 'plan'>): Plan {
  const plan: Plan = JSON.parse(row.plan);
  const share = sharing();
  const lean = (step: PlannedStep): PlannedStep => ({
    ...LATER,
    ...step,
    with: share(step.with),
    needs: share(step.needs),
    retry: share(step.retry),
    probe: step.probe && share(step.probe),
    outputs: share(step.outputs),
    shows: share(step.shows),
  });
  return {
    ...plan,
    concurrency: plan.concurrency ?? null,
    steps: plan.steps.map(lean),
    rollback: plan.rollback.map(lean),
  };
}

function approvalRow(approval: Approval): ApprovalRow {
  return {
    id: approval.id,
    plan_id: approval.planId,
    plan_digest: approval.planDigest,
    approver: approval.approver,
    role: approval.role,
    reason: approval.reason,
    approved_at: approval.approvedAt,
    expires_at: approval.expiresAt,
    used_by: approval.usedBy,
  };
}

/** A row that only `approvalRow` wrote. */
export function readApproval(row: ApprovalRow): Approval {
  // oxlint-disable typescript/no-unsafe-type-assertion -- the columns hold what the model's types gave.
  return {
    id: row.id as Approval['id'],
    planId: row.plan_id as Approval['planId'],
    planDigest: row.plan_digest as Approval['planDigest'],
    approver: row.approver,
    role: row.role as Approval['role'],
    reason: row.reason,
    approvedAt: row.approved_at,
    expiresAt: row.expires_at,
    usedBy: row.used_by,
  };
  // oxlint-enable typescript/no-unsafe-type-assertion
}
