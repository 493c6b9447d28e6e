import type { AuditHead } from './audit.ts';
import type {
  Phase,
  ProcessIdentity,
  RunRecord,
  RunResult,
  StepContainer,
  StepError,
  StepOutputs,
  StepState,
} from './run.ts';

/** A step's process, as it was seen when it began. */
export interface StepProcess {
  readonly identity: ProcessIdentity;
  readonly group: number;
}

/** One step of a run, or of its rollback, as the journal tells it. */
export interface StepProgress {
  readonly name: string;
  readonly phase: Phase;
  readonly state: StepState;
  /** Number of the last attempt; 0 before the first. */
  readonly attempts: number;
  /** Attempts that failed: what `retry.attempts` counts. A crash is not one. */
  readonly failures: number;
  /** Null where it did not run. */
  readonly outputs: StepOutputs | null;
  readonly error: StepError | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly retryAt: string | null;
  readonly waiting: {
    readonly for: 'approval' | 'decision';
    readonly message: string;
    readonly until: string | null;
  } | null;
  /** Of the attempt in flight. */
  readonly process: StepProcess | null;
  /** Of the attempt in flight. */
  readonly container: StepContainer | null;
}

/** All that the events of a run say. */
export interface RunView {
  /** Of the last event that was applied. */
  readonly seq: number;
  readonly createdAt: string;
  readonly token: number;
  readonly owner: ProcessIdentity | null;
  readonly steps: ReadonlyMap<string, StepProgress>;
  readonly rollback: ReadonlyMap<string, StepProgress>;
  readonly paused: string | null;
  readonly cancel: { readonly by: string; readonly rollback: boolean } | null;
  readonly rollingBack: string | null;
  readonly ended: {
    readonly result: RunResult;
    readonly reason: string | null;
    readonly leftToDo: readonly string[];
  } | null;
}

/** What `runs show` gives. */
export interface RunDetails extends RunRecord {
  readonly steps: readonly StepProgress[];
  readonly rollback: readonly StepProgress[];
  readonly reason: string | null;
  readonly leftToDo: readonly string[];
  readonly owner: ProcessIdentity | null;
}

/** What `run` and `runs resume` give: the run, and the head of the audit chain behind its last record. */
export interface RunOutcome extends RunDetails {
  /** Nothing was resumed: the run had ended before. */
  readonly hadEnded: boolean;
  readonly auditHead: AuditHead;
}
