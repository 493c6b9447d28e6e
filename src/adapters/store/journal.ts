import type { Kysely, Transaction } from 'kysely';
import { AtomError } from '../../base/errors.ts';
import type { AuditAction, AuditHead } from '../../model/audit.ts';
import type { ApprovedPlan } from '../../model/plan.ts';
import type { RunEvent, RunId } from '../../model/run.ts';
import type { EndedRun, Journal, JournalWrite, Lease, NewRun } from '../../ports/journal.ts';
import type { SqlAuditLog } from './audit-log.ts';
import { type IsCarried, takeTurn, turnsOf } from './concurrency.ts';
import { JournalReader } from './journal-reader.ts';
import { fenced, JournalWriter } from './journal-writer.ts';
import { appendEvent, knownEvents } from './known-events.ts';
import { locked, takeLocks } from './locks.ts';
import { leaseIn } from './open-runs.ts';
import { readApproval, readPlan } from './plans.ts';
import { newRunRow } from './run-rows.ts';
import type { SqliteStore } from './sqlite.ts';
import type { RunRow, Tables } from './tables.ts';

export class SqlJournal extends JournalReader implements Journal {
  readonly #audit: SqlAuditLog;
  readonly #writer: JournalWriter;
  readonly #store: Pick<SqliteStore, 'disk' | 'mode'>;

  constructor(store: SqliteStore, audit: SqlAuditLog) {
    super(store.db);
    this.#audit = audit;
    this.#writer = new JournalWriter(store);
    this.#store = store;
  }

  async createRun(run: NewRun, isCarried: IsCarried = () => true): Promise<AuditHead> {
    const { plan, approval } = run.approved;
    return this.db.transaction().execute(async (transaction) => {
      if (run.parent === undefined) await useApproval(transaction, approval.id, run.id);
      else await shareApproval(transaction, approval.id, run.parent.run);
      await transaction.insertInto('workflow_runs').values(newRunRow(run)).execute();
      await takeLocks(transaction, run.id, plan.locks);
      await joinRuns(transaction, run, isCarried);
      await appendEvent(transaction, run.id, {
        event: { type: 'run-created', planId: plan.id, planDigest: plan.digest },
        at: run.at,
      });
      const { name, version, digest } = plan.package;
      const details = {
        plan: plan.id,
        planDigest: plan.digest,
        approval: approval.id,
        package: `${name}@${version}`,
        packageDigest: digest,
        ...(run.parent !== undefined && { parent: `${run.parent.run}/${run.parent.step}` }),
      };
      return this.#audit.appendRecord(
        transaction,
        { action: 'execute', actor: run.requester, tenant: run.tenant, subject: run.id, details },
        run.at,
      );
    });
  }

  async lock(run: RunId, token: number, objects: readonly string[]): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      if ((await leaseOf(transaction, run))?.token !== token) throw fenced(run);
      await takeLocks(transaction, run, objects);
    });
  }

  async takeTurn(
    request: Parameters<Journal['takeTurn']>[0],
    isCarried: IsCarried,
  ): ReturnType<Journal['takeTurn']> {
    return this.db.transaction().execute(async (transaction) => {
      const lease = await leaseOf(transaction, request.run);
      if (lease?.token !== request.token) throw fenced(request.run);
      return takeTurn(transaction, request, isCarried);
    });
  }

  async turns(run: RunId): ReturnType<Journal['turns']> {
    return turnsOf(this.db, run);
  }

  async lease(run: RunId): Promise<Lease | undefined> {
    return leaseOf(this.db, run);
  }

  async claim(run: RunId, { seen, owner, expires, at }: Parameters<Journal['claim']>[1]): Promise<Lease> {
    return this.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('workflow_runs')
        .select(['lease_token', 'result'])
        .where('id', '=', run)
        .executeTakeFirst();
      if (row === undefined) throw notFound(run);
      refuseEnded(run, row);
      const current = await leaseOf(transaction, run);
      if (current?.token !== seen?.token || current?.expires !== seen?.expires) throw fenced(run);
      const token = row.lease_token + 1;
      const lease = { lease_token: token, lease_owner: JSON.stringify(owner), lease_expires: expires };
      await transaction.updateTable('workflow_runs').set(lease).where('id', '=', run).execute();
      await appendEvent(transaction, run, { event: { type: 'run-claimed', token, owner }, at: at });
      return { token, owner, expires };
    });
  }

  async renew(run: RunId, token: number, expires: number): Promise<void> {
    const { numUpdatedRows } = await this.db
      .updateTable('workflow_runs')
      .set({ lease_expires: expires, known_seq: knownEvents })
      .where('id', '=', run)
      .where('lease_token', '=', token)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw fenced(run);
  }

  async release(run: RunId, token: number): Promise<void> {
    await this.db
      .updateTable('workflow_runs')
      .set({ lease_owner: null, lease_expires: null, known_seq: knownEvents })
      .where('id', '=', run)
      .where('lease_token', '=', token)
      .execute();
  }

  async append(write: JournalWrite): Promise<void> {
    await this.#writer.append(write);
  }

  async appendSoon(write: JournalWrite): Promise<void> {
    await this.#writer.appendSoon(write);
  }

  async sync(): Promise<void> {
    const { disk, mode } = this.#store;
    if (mode.mayBeAhead) await disk.sync();
  }

  async request(
    run: RunId,
    event: RunEvent,
    { actor, at }: { actor: string; at: string },
  ): Promise<AuditHead> {
    return this.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('workflow_runs')
        .select(['tenant_id', 'result'])
        .where('id', '=', run)
        .executeTakeFirst();
      if (row === undefined) throw notFound(run);
      refuseEnded(run, row);
      await appendEvent(transaction, run, { event: event, at: at });
      const details = { ...JSON.parse(JSON.stringify(event)) };
      return this.#audit.appendRecord(
        transaction,
        { action: requestAction(event), actor, tenant: row.tenant_id, subject: run, details },
        at,
      );
    });
  }

  async end(run: RunId, token: number, ended: EndedRun): Promise<AuditHead> {
    return this.db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom('workflow_runs')
        .selectAll()
        .where('id', '=', run)
        .executeTakeFirst();
      if (row === undefined) throw notFound(run);
      if (row.lease_token !== token) throw fenced(run);
      refuseEnded(run, row);
      const { result, reason, leftToDo, outputs, at } = ended;
      await appendEvent(transaction, run, { event: { type: 'run-ended', result, reason, leftToDo }, at: at });
      const duration = Date.parse(at) - Date.parse(row.created_at);
      const columns = {
        result,
        outputs: outputs === null ? null : JSON.stringify(outputs),
        ended_at: at,
        duration,
      };
      await transaction
        .updateTable('workflow_runs')
        .set({ ...columns, lease_owner: null, lease_expires: null })
        .where('id', '=', run)
        .execute();
      await transaction.deleteFrom('run_locks').where('run_id', '=', run).execute();
      await transaction.deleteFrom('concurrency').where('run_id', '=', run).execute();
      const details = { result, reason, duration };
      return this.#audit.appendRecord(
        transaction,
        { action: 'execute-ended', actor: row.requester, tenant: row.tenant_id, subject: run, details },
        at,
      );
    });
  }

  async approvedPlan(run: RunId): Promise<ApprovedPlan> {
    const row = await this.db
      .selectFrom('workflow_runs')
      .select(['plan_id', 'approval_id'])
      .where('id', '=', run)
      .executeTakeFirst();
    if (row === undefined) throw notFound(run);
    const plan = await this.db
      .selectFrom('plans')
      .select('plan')
      .where('id', '=', row.plan_id)
      .executeTakeFirstOrThrow();
    const approval = await this.db
      .selectFrom('approvals')
      .selectAll()
      .where('id', '=', row.approval_id)
      .executeTakeFirstOrThrow();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- createRun stored what was an ApprovedPlan.
    return { plan: readPlan(plan), approval: readApproval(approval) } as ApprovedPlan;
  }
}

async function useApproval(db: Transaction<Tables>, approval: string, run: RunId): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('approvals')
    .set({ used_by: run })
    .where('id', '=', approval)
    .where('used_by', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  throw new AtomError('ATOM_APPROVAL_STALE', 'The approval was used by another run', {
    hint: 'atomctl plans list',
  });
}

/** A nested run is part of what its parent was approved for. */
async function shareApproval(db: Transaction<Tables>, approval: string, parent: RunId): Promise<void> {
  const row = await db
    .selectFrom('workflow_runs')
    .select(['approval_id', 'result'])
    .where('id', '=', parent)
    .executeTakeFirst();
  if (row?.approval_id === approval && row.result === null) return;
  throw new AtomError('ATOM_APPROVAL_STALE', `${parent} does not use the approval, or has ended`, {
    hint: `atomctl runs show ${parent}`,
  });
}

/** A run waits for its turn, unless its policy says that it is not to be then. */
async function joinRuns(
  db: Transaction<Tables>,
  { id: run, approved: { plan }, at }: NewRun,
  isCarried: IsCarried,
): Promise<void> {
  if (plan.concurrency === null) return;
  const { key, limit, policy } = plan.concurrency;
  const turn = await takeTurn(db, { run, phase: 'run', step: '', key, limit, at }, isCarried);
  if (turn.kind === 'held' || policy !== 'reject') return;
  const [holder] = turn.holders;
  throw locked(`concurrency/${key}`, holder?.run ?? 'a run that has waited for longer');
}

async function leaseOf(db: Kysely<Tables>, run: RunId): Promise<Lease | undefined> {
  const row = await db
    .selectFrom('workflow_runs')
    .select(['lease_token', 'lease_owner', 'lease_expires'])
    .where('id', '=', run)
    .executeTakeFirst();
  return row === undefined ? undefined : leaseIn(row);
}

function requestAction(event: RunEvent): AuditAction {
  if (event.type === 'run-paused') return 'pause';
  if (event.type === 'run-resumed') return 'resume';
  if (event.type === 'cancel-requested' || event.type === 'step-cancel-requested') return 'cancel';
  if (event.type === 'rollback-started') return 'rollback';
  return 'decide';
}

/** The one who asks may have read the run a moment before it ended. */
function refuseEnded(run: RunId, { result }: Pick<RunRow, 'result'>): void {
  if (result === null) return;
  throw new AtomError('ATOM_RUN_STATE', `${run} has ended: ${result}`, { hint: `atomctl runs show ${run}` });
}

function notFound(run: string): AtomError {
  return new AtomError('ATOM_RUN_NOT_FOUND', `There is no run ${run}`, { hint: 'atomctl runs list' });
}
