import type { Generated } from 'kysely';

/** The tables, as columns are stored: times RFC 3339, JSON as text. */
export interface Tables {
  workflows: WorkflowRow;
  /** `further_blobs`: a JSON list of blobs. */
  package_proofs: { digest: string; cosign_blob: string; further_blobs: string };
  dry_runs: DryRunRow;
  plans: PlanRow;
  approvals: ApprovalRow;
  workflow_runs: RunRow;
  run_events: RunEventRow;
  run_locks: { object: string; run_id: string };
  concurrency: ConcurrencyRow;
  audit_records: AuditRow;
}

/** Who holds a place under a concurrency key, or waits for one; in the order of their asking. */
export interface ConcurrencyRow {
  id: Generated<number>;
  key: string;
  run_id: string;
  phase: string;
  step: string;
  held: number;
  asked_at: string;
}

export interface WorkflowRow {
  id: string;
  tenant_id: string;
  name: string;
  version: string;
  digest: string;
  state: string;
  signer: string;
  sig_time: string;
  sig_time_source: string;
  cosign_blob: string;
  further_signatures: string;
  labels: string;
  created_at: string;
}

export interface DryRunRow {
  id: string;
  tenant_id: string;
  package_digest: string;
  policy_digest: string;
  class: string;
  score: number;
  created_at: string;
}

export interface PlanRow {
  id: string;
  tenant_id: string;
  digest: string;
  package_name: string;
  package_version: string;
  package_digest: string;
  plan: string;
  created_at: string;
  created_by: string;
}

export interface ApprovalRow {
  id: string;
  plan_id: string;
  plan_digest: string;
  approver: string;
  role: string;
  reason: string;
  approved_at: string;
  expires_at: string;
  used_by: string | null;
}

export interface RunRow {
  id: string;
  tenant_id: string;
  playbook_id: string;
  package_name: string;
  package_version: string;
  package_digest: string;
  plan_id: string;
  plan_digest: string;
  approval_id: string;
  state: string;
  result: string | null;
  inputs: string;
  outputs: string | null;
  requester: string;
  approved_by: string | null;
  approved_at: string | null;
  cosign_sig: string | null;
  immutable_log_path: string | null;
  created_at: string;
  ended_at: string | null;
  /** Milliseconds. */
  duration: number | null;
  lease_token: number;
  lease_owner: string | null;
  lease_expires: number | null;
  /** How many events the run had when this row was last written: there are no fewer. */
  known_seq: number;
  parent_run: string | null;
  parent_phase: string | null;
  parent_step: string | null;
  parent_started: string | null;
}

export interface RunEventRow {
  run_id: string;
  seq: number;
  at: string;
  event: string;
}

export interface AuditRow {
  seq: number;
  record: string;
  hash: string;
}
