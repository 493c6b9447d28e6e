import { clustersOf } from '../../src/adapters/kubernetes/open-cluster.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { StepContext, StepOutcome } from '../../src/ports/executor.ts';
import { executeK8s } from '../../src/services/kubernetes/execute-k8s.ts';
import { plannedStep, stepContext } from './step-context.ts';

/** Everything may be done: what a package declares is another test's matter. */
export const ALL = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'], namespaces: null, resourceNames: null },
] as const;

export interface DoneStep {
  readonly outcome: StepOutcome;
  readonly log: string;
}

/** One attempt at a k8s step, on the cluster of a kubeconfig. */
export async function doStep(
  kubeconfig: string,
  { action, ...settings }: JsonObject & { readonly action: string },
  changes: Partial<StepContext> = {},
): Promise<DoneStep> {
  const context = stepContext({ permissions: ALL, ...changes });
  const clusters = clustersOf({ kubeconfig, context: null, namespace: null });
  const step = { ...plannedStep('k8s', settings), action };
  const outcome = await executeK8s(clusters, step, { settings, context, readFile: async () => '' });
  return { outcome, log: context.logged() };
}

/** What a step that was done gives. */
export function outputsOf({ outcome, log }: DoneStep): JsonObject {
  if (outcome.kind === 'done') return outcome.outputs;
  throw new Error(`${JSON.stringify(outcome)}\n${log}`);
}
