import type { Digest } from '../base/digest.ts';
import type { AuditHead } from './audit.ts';
import type { StepType } from './generated/manifest.ts';
import type { OnInterrupt } from './plan.ts';
import type {
  ItemOutputs,
  Phase,
  ProcessIdentity,
  RunId,
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
    readonly for: 'approval' | 'decision' | 'workflow' | 'concurrency';
    readonly message: string;
    readonly until: string | null;
  } | null;
  /** Of the attempt in flight. */
  readonly process: StepProcess | null;
  /** Of the attempt in flight. */
  readonly container: StepContainer | null;
  /** What an item of a forEach step is, shortened; null for a step. */
  readonly item: string | null;
  /** Of a forEach step: none until its list is known. Null for every other step. */
  readonly items: ItemsView | null;
}

/** What is known of a step's items, without an object for each: there may be 100,000. */
export interface ItemsView {
  readonly count: number;
  /** Of the list; null where an earlier run had it. */
  readonly digest: Digest | null;
  stateOf(index: number): StepState;
  /** How many are in one of these states. */
  countOf(...states: readonly StepState[]): number;
  /** One item; undefined where the list is shorter. */
  get(index: number): StepProgress | undefined;
  /** Those that were begun and have not ended, and the first that failed. */
  notable(): Iterable<StepProgress>;
  /** In the order of the list; null where they were not kept. */
  outputs(): ItemOutputs | null;
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
  /** For what the run as a whole waits. */
  readonly queued: string | null;
  readonly ended: {
    readonly result: RunResult;
    readonly reason: string | null;
    readonly leftToDo: readonly string[];
  } | null;
}

/** An item of a forEach step as `runs show` gives it. */
export type ItemReport = Omit<StepProgress, 'items'>;

/** A step as `runs show` gives it. */
export interface StepReport extends Omit<StepProgress, 'item' | 'items' | 'outputs'> {
  /** Of a forEach step the list, where it is not too long. */
  readonly outputs: StepOutputs | ItemOutputs | null;
  readonly items: ItemsReport | null;
}

/** The items of a forEach step: how many are how far, and those that somebody may want to see. */
export interface ItemsReport {
  readonly count: number;
  readonly states: Readonly<Record<StepState, number>>;
  /** Those under way, and the first that failed; 100 at most. */
  readonly notable: readonly ItemReport[];
}

/** A nested run, in a line of its parent. */
export interface NestedRun extends Pick<RunRecord, 'id' | 'state' | 'result'> {
  readonly package: Pick<RunRecord['package'], 'name' | 'version'>;
  readonly step: string;
}

/** What `runs show` gives. */
export interface RunDetails extends RunRecord {
  /** The runs of its workflow steps, oldest first. */
  readonly nested: readonly NestedRun[];
  readonly steps: readonly StepReport[];
  readonly rollback: readonly StepReport[];
  readonly reason: string | null;
  readonly leftToDo: readonly string[];
  /** Its turn, where the run as a whole waits for one. */
  readonly queued: string | null;
  readonly owner: ProcessIdentity | null;
}

/** One step of a rollback, before it is carried out. */
export interface UndoStep {
  readonly name: string;
  readonly type: StepType;
  /** What it will do, as a person reads it. */
  readonly shows: readonly string[];
  readonly when: string | null;
  /** `verify`, `retry`, `ask`: an earlier rollback was cut off in it. */
  readonly next: 'run' | 'done' | OnInterrupt;
  /** Why it cannot be carried out here and now; null: nothing is in the way. */
  readonly obstacle: string | null;
}

/** What `runs rollback --dry-run` gives. */
export interface RollbackPreview {
  readonly run: RunId;
  readonly dryRun: true;
  /** Steps of the run that had, or may have had, an effect: newest first. */
  readonly done: readonly Pick<StepProgress, 'name' | 'state' | 'endedAt'>[];
  /** In the order in which they are carried out. */
  readonly undo: readonly UndoStep[];
}

/** What `run` and `runs resume` give: the run, and the head of the audit chain behind its last record. */
export interface RunOutcome extends RunDetails {
  /** Nothing was resumed: the run had ended before. */
  readonly hadEnded: boolean;
  readonly auditHead: AuditHead;
}
