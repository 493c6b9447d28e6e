import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every change of the tables, oldest first; an explicit array, as the packaged binary has no folder to scan. */
export const MIGRATIONS: readonly (readonly [name: string, migration: Migration])[] = [
  ['0001-first', { up: createFirst }],
  ['0002-further-signatures', { up: addFurtherSignatures }],
  ['0003-concurrency', { up: createConcurrency }],
  ['0004-events-alone', { up: writeEventsAlone }],
  ['0005-nested-runs', { up: addParents }],
  ['0006-known-events', { up: addKnownEvents }],
];

async function createFirst(db: Kysely<unknown>): Promise<void> {
  await createRegistry(db);
  await createPlans(db);
  await createRuns(db);
  await db.schema
    .createTable('audit_records')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('record', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
}

async function createRegistry(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('workflows')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('signer', 'text', (column) => column.notNull())
    .addColumn('sig_time', 'text', (column) => column.notNull())
    .addColumn('sig_time_source', 'text', (column) => column.notNull())
    .addColumn('cosign_blob', 'text', (column) => column.notNull())
    .addColumn('labels', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('workflows_version', ['tenant_id', 'name', 'version'])
    .execute();
  await db.schema
    .createIndex('workflows_newest')
    .on('workflows')
    .columns(['tenant_id', 'created_at', 'id'])
    .execute();
  await db.schema
    .createTable('package_proofs')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('cosign_blob', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('dry_runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('package_digest', 'text', (column) => column.notNull())
    .addColumn('policy_digest', 'text', (column) => column.notNull())
    .addColumn('class', 'text', (column) => column.notNull())
    .addColumn('score', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
}

async function createPlans(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('plans')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('package_name', 'text', (column) => column.notNull())
    .addColumn('package_version', 'text', (column) => column.notNull())
    .addColumn('package_digest', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('plans_newest')
    .on('plans')
    .columns(['tenant_id', 'created_at', 'id'])
    .execute();
  await db.schema.createIndex('plans_digest').on('plans').columns(['digest']).execute();
  await db.schema
    .createTable('approvals')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('plan_id', 'text', (column) => column.notNull().references('plans.id'))
    .addColumn('plan_digest', 'text', (column) => column.notNull())
    .addColumn('approver', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('approved_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_by', 'text')
    .execute();
  await db.schema.createIndex('approvals_plan').on('approvals').columns(['plan_id', 'approved_at']).execute();
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('workflow_runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('playbook_id', 'text', (column) => column.notNull())
    .addColumn('package_name', 'text', (column) => column.notNull())
    .addColumn('package_version', 'text', (column) => column.notNull())
    .addColumn('package_digest', 'text', (column) => column.notNull())
    .addColumn('plan_id', 'text', (column) => column.notNull().references('plans.id'))
    .addColumn('plan_digest', 'text', (column) => column.notNull())
    .addColumn('approval_id', 'text', (column) => column.notNull().references('approvals.id'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('inputs', 'text', (column) => column.notNull())
    .addColumn('outputs', 'text')
    .addColumn('requester', 'text', (column) => column.notNull())
    .addColumn('approved_by', 'text')
    .addColumn('approved_at', 'text')
    .addColumn('cosign_sig', 'text')
    .addColumn('immutable_log_path', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('duration', 'integer')
    .addColumn('last_seq', 'integer', (column) => column.notNull())
    .addColumn('lease_token', 'integer', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_expires', 'real')
    .execute();
  await db.schema
    .createIndex('workflow_runs_newest')
    .on('workflow_runs')
    .columns(['tenant_id', 'created_at', 'id'])
    .execute();
  await db.schema.createIndex('workflow_runs_state').on('workflow_runs').columns(['state']).execute();
  await db.schema
    .createTable('run_events')
    .addColumn('run_id', 'text', (column) => column.notNull().references('workflow_runs.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_events_order', ['run_id', 'seq'])
    .execute();
  await db.schema
    .createTable('run_locks')
    .addColumn('object', 'text', (column) => column.primaryKey())
    .addColumn('run_id', 'text', (column) => column.notNull().references('workflow_runs.id'))
    .execute();
}

/** A package may have several signatures: those behind the first, as JSON lists. */
async function addFurtherSignatures(db: Kysely<unknown>): Promise<void> {
  for (const [table, column] of [
    ['workflows', 'further_signatures'],
    ['package_proofs', 'further_blobs'],
  ] as const) {
    await db.schema
      .alterTable(table)
      .addColumn(column, 'text', (definition) => definition.notNull().defaultTo('[]'))
      .execute();
  }
}

async function createConcurrency(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('concurrency')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull().references('workflow_runs.id'))
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('held', 'integer', (column) => column.notNull())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('concurrency_place', ['run_id', 'phase', 'step'])
    .execute();
  await db.schema.createIndex('concurrency_key').on('concurrency').columns(['key', 'id']).execute();
}

/**
 * An event is written to one page, and to nothing else: events lie in the order of their key, and a run's row, which
 * holds its inputs, is not written anew for each.
 */
async function writeEventsAlone(db: Kysely<unknown>): Promise<void> {
  await sql`alter table run_events rename to run_events_before`.execute(db);
  await sql`create table run_events (
    run_id text not null references workflow_runs (id),
    seq integer not null,
    at text not null,
    event text not null,
    constraint run_events_order primary key (run_id, seq)
  ) without rowid`.execute(db);
  await sql`insert into run_events select run_id, seq, at, event from run_events_before`.execute(db);
  await db.schema.dropTable('run_events_before').execute();
  await db.schema.alterTable('workflow_runs').dropColumn('last_seq').execute();
  await db.schema
    .createIndex('workflow_runs_lease')
    .on('workflow_runs')
    .columns(['id', 'lease_token'])
    .execute();
}

/** A nested run belongs to an attempt of a step: `parent_started` is when that began, the same after a crash. */
async function addParents(db: Kysely<unknown>): Promise<void> {
  for (const column of ['parent_run', 'parent_phase', 'parent_step', 'parent_started']) {
    await db.schema.alterTable('workflow_runs').addColumn(column, 'text').execute();
  }
  await sql`create unique index workflow_runs_parent
    on workflow_runs (parent_run, parent_phase, parent_step, parent_started) where parent_run is not null`.execute(
    db,
  );
}

/** How many events a run has at least, written where its row is written anyway: a lost end shows. */
async function addKnownEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('workflow_runs')
    .addColumn('known_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update workflow_runs set known_seq =
    coalesce((select max(seq) from run_events where run_id = workflow_runs.id), 0)`.execute(db);
}
