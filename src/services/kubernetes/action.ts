import type { JsonObject } from '../../base/json.ts';
import type { Secret } from '../../base/redact.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../../model/cluster.ts';
import type { StepOutputs } from '../../model/run.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { SecretOutput } from '../../ports/executor.ts';
import type { LogStream } from '../../ports/run-host.ts';

/** What an action is asked with, in a run or in a plan. */
export interface Call {
  /** The step's `with`, resolved. */
  readonly settings: JsonObject;
  /** Values in the settings that nobody may see. */
  readonly secrets: readonly Secret[];
  readonly cluster: Cluster;
  readonly signal: AbortSignal;
  /** The same for all attempts at one effect: names and marks are made of it. */
  readonly idempotencyKey: string;
  /** The field manager of the package: `fieldManager` of all that it sends. */
  readonly manager: string;
  /** A file of the package, as text. @throws {ClusterError} */
  readonly readFile: (path: string) => Promise<string>;
  /** Shown and kept; nothing in a plan. */
  readonly log: (stream: LogStream, text: string) => void;
}

/** One request that changes something, before it is sent. */
export interface Change {
  readonly target: ObjectRef;
  readonly request: ApiRequest;
  /** The object as it is now; null: there is none. */
  readonly before: KubeObject | null;
  /** What of it must be known to put it back, and to see whether it was done: journaled before it is sent. */
  readonly state: JsonObject;
  /** The object's name in a plan, where the run is part of its name. */
  readonly plannedAs?: string;
  /** What `settle` sends because of it: whether that is allowed is reviewed with it. */
  readonly follows?: readonly ApiRequest[];
  /** Sends it in its own way, such as again and again until it may. Absent: once. */
  readonly send?: (call: Call) => Promise<KubeObject>;
}

/** A change with the server's answer. */
export interface Sent {
  readonly change: Change;
  readonly answer: KubeObject;
}

/** What was journaled of a change. */
export interface Captured {
  readonly state: JsonObject;
  /** Of the answer, as `Mutation.after` gave it; null: a crash cut it off before it was written down. */
  readonly after: JsonObject | null;
}

/** What undoing leaves as it is, in words: another changed it since. */
export interface Leftover {
  readonly leftover: string;
}

export interface Read {
  readonly outputs: StepOutputs;
  /** What nobody may see: beside the outputs. */
  readonly secrets?: readonly SecretOutput[];
}

/** An action that looks. */
export interface Reading {
  readonly kind: 'reading';
  read(call: Call): Promise<Read>;
}

/** An action that changes, in halves that a plan and a run share: a plan sends its changes with `dryRun=All`. */
export interface Mutation {
  readonly kind: 'mutation';
  /**
   * What it would send now, in order; reads alone. `captured` are the changes of earlier attempts: what was done
   * already is not there again.
   */
  changes(call: Call, captured: readonly Captured[]): AsyncIterable<Change>;
  /** What of an answer must be known to put its change back: journaled when it came. Absent: nothing. */
  after?(sent: Sent, call: Call): JsonObject;
  /** Waits until the effect is complete, where the step says so. */
  settle(call: Call, sent: readonly Sent[]): Promise<StepOutputs>;
  /**
   * What puts one change back, in fields that are still as the run left them; null: there is nothing to put back.
   * Asked again from the beginning after a conflict or a crash. Goes on when its change was sent. `older` are the
   * changes of the step that are put back behind this one.
   */
  undo:
    | ((call: Call, captured: Captured, older: readonly Captured[]) => AsyncIterable<Change | Leftover>)
    | null;
}

export type Action = Reading | Mutation;
