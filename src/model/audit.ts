import type { JsonObject } from '../base/json.ts';

export type AuditAction =
  | 'push'
  | 'yank'
  | 'dry-run'
  | 'plan'
  | 'approve'
  | 'override'
  | 'execute'
  | 'execute-ended'
  | 'decide'
  | 'pause'
  | 'cancel'
  | 'resume'
  | 'recover'
  | 'rollback'
  | 'trust-add'
  | 'trust-remove'
  | 'trust-require';

/** What is written down; `seq`, `at` and `previous` are added by the chain. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly actor: string;
  readonly tenant: string;
  /** What it was done to: a package, plan, run or trust entry. */
  readonly subject: string;
  readonly details: JsonObject;
}

export interface AuditRecord extends AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** RFC 3339. */
  readonly at: string;
  /** Hash of the record before it, hex; of nothing for the first. */
  readonly previous: string;
}

/** The chain's head, `SIZE:HASH`: whoever keeps one can prove later that nothing before it was changed or dropped. */
export type AuditHead = `${number}:${string}`;

/** What `audit verify` found of a whole chain. */
export interface AuditReport {
  readonly ok: true;
  readonly records: number;
  readonly head: AuditHead;
  readonly checkpoint: AuditHead | null;
  /** What the chain alone cannot rule out. */
  readonly cannotExclude: readonly string[];
}

/** A record as lists give it. */
export interface ListedAuditRecord extends AuditRecord {
  readonly id: string;
  readonly hash: string;
}
