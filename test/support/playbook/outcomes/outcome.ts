import type { JsonObject } from '../../src/base/json.ts';
import type { PrivateCluster, TestNamespace } from '../../test/support/cluster.ts';
import type { Env, Inputs, PlaybookRun } from '../../test/support/playbook/shipped.ts';

/** Where the runs of a row act. */
export interface Ground {
  readonly cluster: PrivateCluster;
  readonly space: TestNamespace;
}

/** A fault that can be made again and again, and what is to be looked at when a run has ended. */
export interface KillScene extends Partial<AsyncDisposable> {
  /** What the playbook finds in its environment beside KUBECONFIG. */
  readonly env?: Env;
  /** Makes the fault anew; gives what the playbook is called with. */
  fault(): Promise<Inputs>;
  /** What the world is behind a run: the same after each that ended the same. */
  world(run: PlaybookRun): Promise<JsonObject>;
}

/** A playbook and one of its outcomes, whose owners are killed at each write; a file of this folder each. */
export interface KillRow {
  readonly name: string;
  readonly outcome: string;
  stage(ground: Ground): Promise<KillScene>;
}
