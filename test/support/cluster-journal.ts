import { clustersOf } from '../../src/adapters/kubernetes/open-cluster.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Capture, StepContext, StepOutcome } from '../../src/ports/executor.ts';
import { executeK8s } from '../../src/services/kubernetes/execute-k8s.ts';
import { ALL } from './cluster-step.ts';
import { plannedStep, stepContext } from './step-context.ts';

export interface Attempted {
  readonly outcome: StepOutcome;
  readonly log: string;
}

/** One step with what its attempts captured, as a run's journal holds it. */
export interface JournaledStep {
  readonly captures: readonly Capture[];
  /** An attempt; a crash comes where `dies` throws. */
  attempt(changes?: Partial<StepContext>): Promise<Attempted>;
  undo(): Promise<Attempted>;
}

export function journaledStep(
  kubeconfig: string,
  { action, ...settings }: JsonObject & { readonly action: string },
): JournaledStep {
  const clusters = clustersOf({ kubeconfig, context: null, namespace: null });
  const captures: Capture[] = [];
  let attempts = 0;
  const go = async (undoes: boolean, changes: Partial<StepContext> = {}): Promise<Attempted> => {
    const context = stepContext({
      permissions: ALL,
      attempt: undoes ? 1 : attempts,
      captured: async (state) => void captures.push({ step: 'step', state }),
      captures: async () => captures,
      ...changes,
    });
    const step = undoes
      ? { ...plannedStep('k8s'), name: 'undo.step', action: 'undo', undoes: 'step' }
      : { ...plannedStep('k8s', settings), action };
    const given = undoes ? {} : settings;
    const outcome = await executeK8s(clusters, step, { settings: given, context, readFile: async () => '' });
    return { outcome, log: context.logged() };
  };
  return {
    captures,
    attempt: (changes) => {
      attempts += 1;
      return go(false, changes);
    },
    undo: () => go(true),
  };
}

/** What an attempt that was done gives. */
export function doneOutputs({ outcome, log }: Attempted): JsonObject {
  if (outcome.kind === 'done') return outcome.outputs;
  throw new Error(`${JSON.stringify(outcome)}\n${log}`);
}

export function failureMessage({ outcome }: Attempted): string {
  return outcome.kind === 'failed' ? outcome.error.message : `no failure: ${outcome.kind}`;
}
