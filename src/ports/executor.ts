import type { JsonObject } from '../base/json.ts';
import type { Secret } from '../base/redact.ts';
import type { Permission } from '../model/cluster.ts';
import type { BlastLimits, ObjectChange } from '../model/live-plan.ts';
import type { StepType } from '../model/generated/manifest.ts';
import type { PlannedCluster, PlannedStep, ProcessLimits } from '../model/plan.ts';
import type { Phase, ProcessIdentity, RunId, StepContainer, StepError, StepOutputs } from '../model/run.ts';
import type { LogStream } from './run-host.ts';

/** Why a step is stopped: by a person, its timeout, because the owner ends, or because another owner took the run. */
export type StopReason = 'cancelled' | 'timeout' | 'interrupted' | 'lost';

/** What an executor is given besides the step: all values are resolved. */
export interface StepContext {
  readonly run: RunId;
  /** The name of the package whose step it is. */
  readonly package: string;
  readonly phase: Phase;
  readonly attempt: number;
  /** RFC 3339 of the attempt that this one repeats after a crash, else of this one. */
  readonly startedAt: string;
  /** The same for every attempt that repeats one effect after a crash; sent to systems that take one. */
  readonly idempotencyKey: string;
  /** Private to the run: cwd and HOME of its processes. */
  readonly workFolder: string;
  /** The unpacked package, read-only. */
  readonly packageFolder: string;
  /** Where the step may leave its outputs ($ATOMCTL_OUTPUT). No other attempt has this path: it marks the step's processes. */
  readonly outputFile: string;
  readonly egress: readonly string[];
  /** What the package declares that it may do to a cluster. */
  readonly permissions: readonly Permission[];
  /** Null where the plan asked no cluster. */
  readonly live: StepLive | null;
  /** The most output of one step that is kept. */
  readonly outputBytes: number;
  /** What its processes must not go past; it fails where that cannot be promised. */
  readonly limits: ProcessLimits;
  /** Values that must not be seen; `settings` holds them in clear. */
  readonly secrets: readonly Secret[];
  /** Aborted with a `StopReason` as its reason. */
  readonly signal: AbortSignal;
  /** Asks the step's probe once, for its condition; absent where it has none. */
  readonly look?: () => Promise<Look>;
  /** Must be awaited before the process is of any use to the step. */
  spawned(process: ProcessIdentity, processGroup: number): Promise<void>;
  /** The same for a container: must be awaited before it is started. */
  contained(container: StepContainer): Promise<void>;
  /** Must be awaited before an object is changed: no other run changes it until this one ends. @throws {AtomError} ATOM_OBJECT_LOCKED */
  locked(object: string): Promise<void>;
  /** What the step is about to change, as it is now: must be awaited before the effect. */
  captured(state: JsonObject): Promise<void>;
  /** What was captured, oldest first: by earlier attempts at the step; of an undoing step, by the one that it undoes. */
  captures(): Promise<readonly Capture[]>;
  log(stream: LogStream, chunk: Uint8Array): void;
}

/** The state of something before a step changed it. */
export interface Capture {
  /** The step, or the item. */
  readonly step: string;
  readonly state: JsonObject;
}

/** What the plan says of a step's cluster. */
export interface StepLive {
  readonly cluster: PlannedCluster;
  /** Of this step, or of this item. */
  readonly changes: readonly ObjectChange[];
  readonly limits: BlastLimits;
  /** What of them the plan has counted, and what the run has changed besides. */
  readonly spent: { pods: number; readonly namespaces: Set<string> };
}

/** What a step's condition says of one answer of its probe. */
export interface Look {
  readonly probe: StepOutputs;
  readonly holds: boolean;
  /** Why it does not hold; empty where it does. */
  readonly why: string;
  /** Set where looking again is in vain. */
  readonly failure?: StepError;
}

/** A text that a step read and nobody may see. It is read by later expressions as `steps.NAME.outputs.data.FIELD`. */
export interface SecretOutput {
  readonly field: string;
  readonly value: string;
  /** What the journal holds instead, to read it again after a crash; null: another reading would give another value. */
  readonly reference: string | null;
}

export type StepOutcome =
  | {
      readonly kind: 'done';
      readonly outputs: StepOutputs;
      /** Beside `outputs`, which is journaled as it is. */
      readonly secrets?: readonly SecretOutput[];
    }
  | { readonly kind: 'failed'; readonly error: StepError; readonly outputs: StepOutputs }
  | { readonly kind: 'waiting'; readonly message: string; readonly until: string | null };

/** Carries out one attempt of a step. Never throws for what the step did wrong: that is an outcome. */
export interface Executor {
  readonly type: StepType;
  /** `settings` is the step's `with`, its `${{ }}` replaced by values. */
  execute(step: PlannedStep, settings: JsonObject, context: StepContext): Promise<StepOutcome>;
  /** Whether a step with this `with` touches nothing outside this process: it may begin before its `step-starting` is on the disk. Absent: none. */
  isInert?(settings: JsonObject): boolean;
}
