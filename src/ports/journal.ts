import type { Json } from '../base/json.ts';
import type { AuditHead } from '../model/audit.ts';
import type { Page } from '../model/list.ts';
import type { ApprovedPlan } from '../model/plan.ts';
import type { Capture } from './executor.ts';
import type {
  ParentStep,
  Phase,
  ProcessIdentity,
  RunEvent,
  RunId,
  RunRecord,
  RunResult,
  RunState,
  StoredEvent,
} from '../model/run.ts';

export interface NewRun {
  readonly id: RunId;
  readonly approved: ApprovedPlan;
  readonly requester: string;
  readonly tenant: string;
  /** The signature under which the package was verified, as stored. */
  readonly cosignSig: string | null;
  readonly logPath: string;
  readonly at: string;
  /** Of a nested run, which uses the approval of its parent. */
  readonly parent?: ParentAttempt;
}

/** The attempt that a nested run belongs to, and those that repeat it after a crash. */
export interface ParentAttempt extends ParentStep {
  /** RFC 3339 of the first of them. */
  readonly startedAt: string;
}

/** A nested run, with the start of the attempt that it belongs to. */
export interface NestedRecord {
  readonly record: RunRecord;
  readonly startedAt: string;
}

/** Who carries a run. `expires` is on this host's boot-time clock, in ms: it goes on counting while the machine sleeps. */
export interface Lease {
  readonly token: number;
  readonly owner: ProcessIdentity;
  readonly expires: number;
}

export interface JournalWrite {
  readonly run: RunId;
  /** Of the writer's lease. */
  readonly token: number;
  readonly events: readonly RunEvent[];
  readonly at: string;
  /** Places under concurrency keys that are given back with it. */
  readonly releases?: readonly Place[];
}

/** Whose a place under a concurrency key is: a step's or an item's, or the whole run's. */
export interface Place {
  readonly phase: Phase | 'run';
  /** '' for the run. */
  readonly step: string;
}

export interface TurnRequest extends Place {
  readonly run: RunId;
  /** Keys of runs and of steps are apart. */
  readonly key: string;
  /** How many may hold a place of the key at once. */
  readonly limit: number;
  readonly at: string;
}

/** Who holds a place of a key, with the lease of its run. */
export interface Holder extends Place {
  readonly run: RunId;
  readonly lease: Lease | undefined;
}

export type Turn =
  | { readonly kind: 'held' }
  | { readonly kind: 'queued'; readonly holders: readonly Holder[] };

export interface EndedRun {
  readonly result: RunResult;
  readonly reason: string | null;
  readonly leftToDo: readonly string[];
  readonly outputs: RunRecord['outputs'];
  readonly at: string;
}

/** What the row of a run that has not ended says. */
export interface OpenRun {
  readonly id: RunId;
  readonly package: { readonly name: string; readonly version: string };
  readonly state: Exclude<RunState, 'ended' | 'interrupted'>;
  readonly createdAt: string;
  /** 0: nobody ever claimed it. */
  readonly token: number;
  readonly lease: Lease | undefined;
  /** Whether its last event that is known of is there and can be read. */
  readonly sound: boolean;
}

export type Question = Extract<RunEvent, { type: 'step-waiting' }>;

export interface FailedRollback extends Pick<OpenRun, 'id' | 'package'> {
  readonly endedAt: string;
  readonly leftToDo: readonly string[];
}

export interface RunTotal {
  readonly playbook_id: string;
  readonly tenant_id: string;
  readonly result: RunResult;
  readonly runs: number;
}

/**
 * The memory of runs: append-only events, each write in one transaction.
 * What `append` took is on the disk when it returns. A token that is older
 * than the run's is refused with ATOM_RUN_OWNED: that is the fence.
 */
export interface Journal {
  /**
   * The row, `run-created`, the run's locks and its place under its concurrency key, the approval's use and the audit
   * record, in one transaction.
   * @throws {AtomError} ATOM_OBJECT_LOCKED, naming the run that holds the object, or the key where its policy is reject;
   * ATOM_APPROVAL_STALE when the approval was used; of a nested run, when the parent does not use it or has ended.
   */
  createRun(run: NewRun, isCarried?: (lease: Lease | undefined) => boolean): Promise<AuditHead>;

  /**
   * Locks objects of which only the run itself came to know, until it ends; a nested run shares those of its parent.
   * @throws {AtomError} ATOM_OBJECT_LOCKED, ATOM_RUN_OWNED
   */
  lock(run: RunId, token: number, objects: readonly string[]): Promise<void>;
  /**
   * Asks for a place under a concurrency key, or whether it is given by now. First come, first served; but one that
   * waits and is not carried holds nobody up. @throws {AtomError} ATOM_RUN_OWNED
   */
  takeTurn(
    request: TurnRequest & { readonly token: number },
    isCarried: (lease: Lease | undefined) => boolean,
  ): Promise<Turn>;
  /** The places that a run holds or waits for. */
  turns(run: RunId): Promise<readonly Place[]>;

  /** The lease in force; undefined when nobody ever claimed the run, or it was released. */
  lease(run: RunId): Promise<Lease | undefined>;
  /**
   * Takes the run with the next token and journals `run-claimed`. `seen` is the lease that the caller judged
   * dead or expired (undefined: none). @throws {AtomError} ATOM_RUN_OWNED when another lease is in force by now, or
   * that one was renewed since.
   */
  claim(
    run: RunId,
    claim: { seen: Lease | undefined; owner: ProcessIdentity; expires: number; at: string },
  ): Promise<Lease>;
  renew(run: RunId, token: number, expires: number): Promise<void>;
  release(run: RunId, token: number): Promise<void>;

  /** Writes are made in the order of the calls. This one waits for the disk, and holds everything else up. */
  append(write: JournalWrite): Promise<void>;
  /** As `append`, but only safe from the death of this process until `sync`, not of the machine. */
  appendSoon(write: JournalWrite): Promise<void>;
  /** All that was written before the call is on the disk when it resolves; others work meanwhile, and writes that were made meanwhile share a turn of the disk. */
  sync(): Promise<void>;
  /** A person's word to a run that may belong to another process: pause, resume, cancel, a decision. Writes the audit record too. */
  request(run: RunId, event: RunEvent, request: { actor: string; at: string }): Promise<AuditHead>;
  /** Ends the run: `run-ended`, the row, its locks and lease released, and the audit record, in one transaction. */
  end(run: RunId, token: number, ended: EndedRun): Promise<AuditHead>;

  /**
   * Events behind `after` (0: all), in order, as many at a time as memory does not feel. Others may write in between.
   * @throws {AtomError} ATOM_STORE_DAMAGED where one is gone, also the last, as far as the run's row knows of it
   */
  events(run: RunId, after: number): AsyncIterable<StoredEvent>;
  /** What a step and its items captured, oldest first. */
  captures(run: RunId, of: { readonly phase: Phase; readonly step: string }): Promise<readonly Capture[]>;
  /** Where states are kept that the journal may not hold: `kept` of what a run's steps captured. */
  keptStates(run: RunId): Promise<readonly Json[]>;
  /** The number of the last event: cheap, for an owner that watches for requests. */
  lastSeq(run: RunId): Promise<number>;
  /** By id, or by a prefix of it. @throws {AtomError} ATOM_USAGE for a prefix that several runs have. */
  find(query: { tenant: string; ref: string }): Promise<RunRecord | undefined>;
  list(query: {
    tenant: string;
    cursor: string | null;
    limit: number;
    state?: RunRecord['state'];
    package?: string;
  }): Promise<Page<RunRecord>>;
  /** The runs of a run's workflow steps, oldest first. */
  nested(parent: RunId): Promise<readonly NestedRecord[]>;
  /** The plan and approval that a run carries out. */
  approvedPlan(run: RunId): Promise<ApprovedPlan>;
  /** How many runs ended how, by playbook: what the counters are sums of. */
  totals(): Promise<readonly RunTotal[]>;
  /** Runs that have not ended, oldest first; as cheap as reading their rows. */
  open(tenant: string): Promise<readonly OpenRun[]>;
  /** What the waiting ones among them ask. */
  questions(tenant: string): Promise<ReadonlyMap<RunId, Question>>;
  /** Which objects runs hold, by run. */
  locks(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Runs made behind `since` whose rollback failed. */
  failedRollbacks(query: { tenant: string; since: string }): Promise<readonly FailedRollback[]>;
  /** Those of `runs` that this store knows, whoever's they are, and whether they have ended. */
  standings(runs: readonly string[]): Promise<ReadonlyMap<string, 'open' | 'ended'>>;
}
