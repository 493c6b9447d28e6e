import path from 'node:path';
import { clustersOf } from '../../src/adapters/kubernetes/open-cluster.ts';
import { packageFile } from '../../src/adapters/kubernetes/package-file.ts';
import type { JsonObject } from '../../src/base/json.ts';
import type { Permission } from '../../src/model/cluster.ts';
import type { Capture, StepContext, StepOutcome } from '../../src/ports/executor.ts';
import { executeK8s } from '../../src/services/kubernetes/execute-k8s.ts';
import { plannedStep, stepContext } from './step-context.ts';

const ALL: Permission = {
  apiGroups: ['*'],
  resources: ['*'],
  verbs: ['*'],
  namespaces: null,
  resourceNames: null,
};

/** Where a step dies that is cut off: right before, or right behind, its so-manieth write to the journal. */
export interface Cut {
  readonly at: number;
  readonly when: 'before' | 'behind';
}

class Killed extends Error {}

/** One k8s step and its undoing on a real API server, with its journal in memory. */
export class K8sBench {
  readonly captures: Capture[] = [];
  logged = '';
  attempts = 0;
  readonly #kubeconfig: string;
  readonly #context: Partial<StepContext>;

  constructor(kubeconfig: string, context: Partial<StepContext> = {}) {
    this.#kubeconfig = kubeconfig;
    this.#context = { package: 'shop', permissions: [ALL], ...context };
  }

  do(action: string, settings: JsonObject, cut?: Cut): Promise<StepOutcome> {
    this.attempts += 1;
    return this.#execute({ ...plannedStep('k8s', settings), action }, cut);
  }

  undo(): Promise<StepOutcome> {
    return this.#execute({ ...plannedStep('k8s'), action: 'undo', undoes: 'step' });
  }

  /** As `do`, in a process that is killed. */
  async cutOff(action: string, settings: JsonObject, cut: Cut): Promise<void> {
    await this.do(action, settings, cut).then(
      () => {
        throw new Error('it was not cut off');
      },
      (error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      },
    );
  }

  async #execute(step: ReturnType<typeof plannedStep>, cut?: Cut): Promise<StepOutcome> {
    let written = 0;
    const context = stepContext({
      attempt: this.attempts,
      captured: async (state) => {
        written += 1;
        if (written === cut?.at && cut.when === 'before') throw new Killed();
        this.captures.push({ step: 'step', state: structuredClone(state) });
        if (written === cut?.at) throw new Killed();
      },
      captures: async () => [...this.captures],
      log: (_, chunk) => {
        this.logged += Buffer.from(chunk).toString();
      },
      ...this.#context,
    });
    const clusters = clustersOf({ kubeconfig: this.#kubeconfig, context: null, namespace: null });
    const readFile = packageFile(path.resolve(context.packageFolder));
    return executeK8s(clusters, step, { settings: step.with, context, readFile });
  }
}

export function outputsOf(outcome: StepOutcome): JsonObject {
  if (outcome.kind === 'done') return outcome.outputs;
  throw new Error(outcome.kind === 'failed' ? outcome.error.message : outcome.kind);
}

export function messageOf(outcome: StepOutcome): string {
  return outcome.kind === 'failed' ? `${outcome.error.kind}: ${outcome.error.message}` : outcome.kind;
}
