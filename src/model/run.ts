import type { Digest } from '../base/digest.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { FailureKind } from './plan.ts';

export type RunId = `run_${string}`;

/** Terminal states never change again, but by a person's decision that is journaled. */
export type StepState =
  | 'pending'
  | 'running'
  /** Between attempts. */
  | 'backing-off'
  /** For an approval, or for a person after a crash. */
  | 'waiting'
  | 'succeeded'
  /** Failed with `onError: continue`: satisfied for those behind it. */
  | 'failed-continued'
  | 'failed'
  /** By `when` or --skip: satisfied for those behind it. */
  | 'skipped'
  /** Behind a failed step. */
  | 'omitted';

export type RunResult =
  | 'succeeded'
  | 'succeeded-with-errors'
  | 'failed'
  | 'rolled-back'
  | 'rollback-failed'
  | 'cancelled';

/** What a run is doing. `interrupted`: its owner died; the next command resumes it. */
export type RunState = 'running' | 'waiting' | 'paused' | 'interrupted' | 'rolling-back' | 'ended';

/** A process that a run can be owned by, so that no other is mistaken for it after a reboot or a reused pid. */
export interface ProcessIdentity {
  readonly host: string;
  readonly bootId: string;
  readonly pid: number;
  /** Clock ticks after boot, field 22 of /proc/PID/stat; 0 where the platform does not tell. */
  readonly startTime: number;
  /** In which `pid` counts: containers may share a host name, and each have a process 7. Absent where there is none. */
  readonly pidNamespace?: string;
}

/** A container that a run's step runs in, so that whoever takes the run over can end it. */
export interface StepContainer {
  /** As DOCKER_HOST names it. */
  readonly engine: string;
  readonly name: string;
}

export interface StepError {
  readonly kind: FailureKind | 'interrupted' | 'cancelled' | 'expression' | 'refused' | 'locked';
  readonly message: string;
  /** How long the other side asked to be left alone: the next attempt comes no sooner. */
  readonly retryAfterMs?: number;
}

export type StepOutputs = JsonObject;

/** The outputs of a step's items in the order of its list; null for one that did not succeed. */
export type ItemOutputs = readonly (StepOutputs | null)[];

/**
 * The journal's words. `at` is RFC 3339 and stands on every stored event.
 * Events are about the step graph; `phase` says whether of the steps or of the rollback.
 * An item of a forEach step is the step `NAME[i]`.
 */
export type RunEvent =
  | { readonly type: 'run-created'; readonly planId: string; readonly planDigest: string }
  | { readonly type: 'run-claimed'; readonly token: number; readonly owner: ProcessIdentity }
  | { readonly type: 'run-paused'; readonly by: string }
  | { readonly type: 'run-resumed'; readonly by: string }
  /** Its owner was told to stop and let go in good order; steps in flight were ended. */
  | { readonly type: 'run-interrupted'; readonly reason: string }
  | { readonly type: 'cancel-requested'; readonly by: string; readonly rollback: boolean }
  /** It waits for its turn under its concurrency key, and has it. */
  | {
      readonly type: 'run-queued';
      readonly key: string;
      /** A run, or RUN/STEP; null: not known yet. */
      readonly heldBy: string | null;
      readonly message: string;
    }
  | { readonly type: 'run-admitted' }
  | { readonly type: 'rollback-started'; readonly reason: string; readonly steps: readonly string[] }
  | {
      readonly type: 'run-ended';
      readonly result: RunResult;
      readonly reason: string | null;
      readonly leftToDo: readonly string[];
    }
  | {
      readonly type: 'step-adopted';
      readonly step: string;
      readonly from: RunId;
      readonly outputs: StepOutputs | null;
      readonly state: StepState;
      /** Of a forEach step, where an expression reads them. */
      readonly items?: ItemOutputs;
    }
  /** The list of a forEach step, which whoever resumes evaluates again and proves by its digest. */
  | {
      readonly type: 'step-expanded';
      readonly step: string;
      readonly phase: Phase;
      readonly count: number;
      readonly digest: Digest;
    }
  | {
      readonly type: 'step-starting';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly token: number;
      readonly idempotencyKey: string;
      /** What an item is, shortened, as people read it. */
      readonly item?: string;
    }
  | {
      readonly type: 'step-spawned';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly process: ProcessIdentity;
      readonly processGroup: number;
    }
  /** Its container was made, and not yet started. */
  | {
      readonly type: 'step-contained';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly container: StepContainer;
    }
  /** What it is about to change, as it is now. */
  | {
      readonly type: 'step-captured';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly state: JsonObject;
    }
  | {
      readonly type: 'step-done';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly outputs: StepOutputs;
    }
  | {
      readonly type: 'step-failed';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly error: StepError;
      readonly outputs: StepOutputs;
      /** RFC 3339 of the next attempt; null: there is none. */
      readonly retryAt: string | null;
    }
  | {
      readonly type: 'step-interrupted';
      readonly step: string;
      readonly phase: Phase;
      readonly attempt: number;
      readonly decision: 'done' | 'retry' | 'ask';
      readonly reason: string;
    }
  | {
      readonly type: 'step-waiting';
      readonly step: string;
      readonly phase: Phase;
      /** `workflow`: for a nested run, which waits itself. */
      readonly for: 'approval' | 'decision' | 'workflow';
      readonly message: string;
      readonly until: string | null;
    }
  | {
      readonly type: 'step-skipped';
      readonly step: string;
      readonly phase: Phase;
      readonly reason: 'when' | 'selection';
    }
  | { readonly type: 'step-omitted'; readonly step: string; readonly phase: Phase }
  /** It waits for its turn under its concurrency key. `step-admitted`: it has it, or the nested run that it waits for goes on. */
  | {
      readonly type: 'step-queued';
      readonly step: string;
      readonly phase: Phase;
      readonly key: string;
      readonly heldBy: string | null;
      readonly message: string;
    }
  | { readonly type: 'step-admitted'; readonly step: string; readonly phase: Phase }
  /** Another step or run is to have its place. */
  | {
      readonly type: 'step-cancel-requested';
      readonly step: string;
      readonly phase: Phase;
      readonly by: string;
    }
  | {
      readonly type: 'step-decided';
      readonly step: string;
      readonly phase: Phase;
      readonly decision: 'approved' | 'mark-done' | 'retry' | 'fail';
      readonly by: string;
      readonly reason: string;
    };

export type Phase = 'steps' | 'rollback';

export interface StoredEvent {
  /** From 1, without gaps, within a run. */
  readonly seq: number;
  readonly at: string;
  readonly event: RunEvent;
}

/** The step of another run that a nested run carries out. */
export interface ParentStep {
  readonly run: RunId;
  readonly phase: Phase;
  readonly step: string;
}

/** A row of `workflow_runs`, as lists and `runs show` give it. */
export interface RunRecord {
  readonly id: RunId;
  readonly tenant_id: string;
  readonly playbook_id: string;
  readonly package: { readonly name: string; readonly version: string; readonly digest: string };
  readonly plan: { readonly id: string; readonly digest: string };
  readonly state: RunState;
  readonly result: RunResult | null;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly outputs: Readonly<Record<string, Json>> | null;
  /** The step that a nested run belongs to; null: somebody started it. */
  readonly parent: ParentStep | null;
  readonly requester: string;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly cosign_sig: string | null;
  readonly immutable_log_path: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  /** Milliseconds; null until it has ended. */
  readonly duration: number | null;
}
