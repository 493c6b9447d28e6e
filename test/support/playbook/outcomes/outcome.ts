import type { JsonObject } from '../../../../src/base/json.ts';
import type { TestCluster, TestNamespace } from '../../cluster.ts';
import type { Env, Inputs, PlaybookRun } from '../shipped.ts';

/** Where the runs of an outcome act. */
export interface Ground {
  readonly cluster: TestCluster;
  readonly space: TestNamespace;
}

/** A fault that can be made again and again, and what is to be looked at when a run has ended. */
export interface Staged extends Partial<AsyncDisposable> {
  /** What the playbook finds in its environment beside KUBECONFIG. */
  readonly env?: Env;
  /** Makes the fault anew; gives what the playbook is called with. */
  fault(): Promise<Inputs>;
  /** What the world is behind a run: the same after each that ended the same. */
  world(run: PlaybookRun): Promise<JsonObject>;
}

/** One way in which a playbook ends; a file of this folder a playbook. */
export interface Outcome {
  readonly playbook: string;
  readonly what: string;
  /** The result of its runs. */
  readonly result: string;
  /** What is to be seen in the world then. */
  readonly leaves: JsonObject;
  stage(ground: Ground): Promise<Staged>;
}
