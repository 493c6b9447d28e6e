import { AtomError } from '../../base/errors.ts';
import type { Phase, RunEvent, RunId, RunRecord, RunState, StoredEvent } from '../../model/run.ts';
import type { NewRun } from '../../ports/journal.ts';
import type { RunEventRow, RunRow } from './tables.ts';

export function newRunRow(run: NewRun): RunRow {
  const { plan, approval } = run.approved;
  return {
    id: run.id,
    tenant_id: run.tenant,
    playbook_id: plan.package.name,
    package_name: plan.package.name,
    package_version: plan.package.version,
    package_digest: plan.package.digest,
    plan_id: plan.id,
    plan_digest: plan.digest,
    approval_id: approval.id,
    state: 'running' satisfies RunState,
    result: null,
    inputs: JSON.stringify(plan.inputs),
    outputs: null,
    requester: run.requester,
    approved_by: approval.approver,
    approved_at: approval.approvedAt,
    cosign_sig: run.cosignSig,
    immutable_log_path: run.logPath,
    created_at: run.at,
    ended_at: null,
    duration: null,
    lease_token: 0,
    lease_owner: null,
    lease_expires: null,
    known_seq: 0,
    parent_run: run.parent?.run ?? null,
    parent_phase: run.parent?.phase ?? null,
    parent_step: run.parent?.step ?? null,
    parent_started: run.parent?.startedAt ?? null,
  };
}

/** A row that only this adapter wrote, as the model's record. */
export function readRun(row: RunRow): RunRecord {
  // oxlint-disable typescript/no-unsafe-type-assertion -- the columns hold what the model's types gave.
  return {
    id: row.id as RunRecord['id'],
    tenant_id: row.tenant_id,
    playbook_id: row.playbook_id,
    package: { name: row.package_name, version: row.package_version, digest: row.package_digest },
    plan: { id: row.plan_id, digest: row.plan_digest },
    state: row.state as RunState,
    result: row.result as RunRecord['result'],
    inputs: JSON.parse(row.inputs),
    outputs: row.outputs === null ? null : JSON.parse(row.outputs),
    parent:
      row.parent_run === null
        ? null
        : {
            run: row.parent_run as RunRecord['id'],
            phase: row.parent_phase as Phase,
            step: row.parent_step ?? '',
          },
    requester: row.requester,
    approved_by: row.approved_by,
    approved_at: row.approved_at,
    cosign_sig: row.cosign_sig,
    immutable_log_path: row.immutable_log_path,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    duration: row.duration,
  };
  // oxlint-enable typescript/no-unsafe-type-assertion
}

/** @throws {AtomError} ATOM_STORE_DAMAGED */
export function readEvent(
  run: RunId,
  { seq, at, event }: Pick<RunEventRow, 'seq' | 'at' | 'event'>,
): StoredEvent {
  try {
    return { seq, at, event: JSON.parse(event) };
  } catch (cause) {
    throw damaged(run, `event ${seq} cannot be read`, cause);
  }
}

export function lost(run: RunId, seq: number): AtomError {
  return damaged(run, `event ${seq} is gone`);
}

function damaged(run: RunId, why: string, cause?: unknown): AtomError {
  return new AtomError('ATOM_STORE_DAMAGED', `The journal of ${run} is damaged: ${why}`, {
    hint: `Restore a copy of the store, or see what was done (atomctl runs logs ${run}) and give the run up: atomctl runs cancel ${run}`,
    details: { run },
    ...(cause !== undefined && { cause }),
  });
}

/** The state that the row shows after an event; an event that is not named leaves it as it is. */
const STATE_AFTER: Readonly<Partial<Record<RunEvent['type'], RunState>>> = {
  'run-created': 'running',
  'run-paused': 'paused',
  'run-resumed': 'running',
  'step-waiting': 'waiting',
  'step-decided': 'running',
  'rollback-started': 'rolling-back',
  'run-ended': 'ended',
};

/** The state that the row shows after these events; undefined where they leave it as it is. */
export function stateAfter(events: readonly RunEvent[]): RunState | undefined {
  return events.map(({ type }) => STATE_AFTER[type]).findLast((state) => state !== undefined);
}
