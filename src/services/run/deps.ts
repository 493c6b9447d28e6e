import type { AuditHead } from '../../model/audit.ts';
import type { StepType } from '../../model/generated/manifest.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunId, StoredEvent } from '../../model/run.ts';
import type { Executor } from '../../ports/executor.ts';
import type { Journal } from '../../ports/journal.ts';
import type { SecretLeases } from '../../ports/secret-leases.ts';
import type { Containers, Processes, RunFolders } from '../../ports/run-host.ts';

/** All that carrying a run asks of the outside. */
export interface RunDeps {
  readonly journal: Journal;
  readonly tenant: string;
  readonly executors: ReadonlyMap<StepType, Executor>;
  readonly processes: Processes;
  readonly containers: Containers;
  readonly folders: RunFolders;
  readonly leases: SecretLeases;
  /** The value behind env://, file:// or vault://. @throws {AtomError} ATOM_NEEDS_MISSING */
  readonly readSecret: (reference: string) => Promise<string>;
  readonly now: () => Date;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newRunId: () => `run_${string}`;
  /** Ends the nested runs that a run leaves behind. Absent where workflow steps cannot be carried out. */
  readonly endNested?: (
    run: RunId,
    cancel: { readonly by: string | null; readonly rollback: boolean },
  ) => Promise<void>;
  /** Removes what was kept in a cluster to put a run's changes back; gives in words what remains. */
  readonly dropKept?: (run: RunId, plan: Plan) => Promise<readonly string[]>;
}

/** What the one who carries a run out may say and hear. */
export interface RunOptions {
  /** Told to stop: steps are ended and the run can be resumed. */
  readonly signal?: AbortSignal;
  /** Every event as soon as it is journaled. */
  readonly onEvent?: (stored: StoredEvent) => void;
  /** The head of the audit chain, when the run has ended. */
  readonly onEnded?: (head: AuditHead) => void;
  readonly leaseMs?: number;
}

export const LEASE_MS = 30_000;
/** How often requests of other processes are looked for. */
export const WATCH_MS = 150;
