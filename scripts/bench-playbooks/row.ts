import type { PrivateCluster, TestNamespace } from '../../test/support/cluster.ts';
import type { Env, Inputs } from '../../test/support/playbook/shipped.ts';

/** Where a side of a row acts: a namespace that it has alone. */
export interface Scene {
  readonly cluster: PrivateCluster;
  readonly space: TestNamespace;
  /** Removed behind the bench. */
  readonly folder: string;
}

/** A fault that was made, for a playbook and for the script beside it. */
export interface Fault extends Partial<AsyncDisposable> {
  readonly inputs: Inputs;
  /** What the script is called with. */
  readonly args: readonly string[];
  /** What both find in their environment beside KUBECONFIG, such as PROM_URL. */
  readonly env?: Env;
}

/** A playbook against NAME.sh of this folder, which does the same steps by hand; a file of this folder each. */
export interface PlaybookRow {
  readonly name: string;
  /** Steps that wait for the cluster or for time, one behind the other: their output `seconds` is taken out of the run's time. */
  readonly waits: readonly string[];
  /** Makes the fault anew; for each side and each round. */
  fault(scene: Scene): Promise<Fault>;
}
