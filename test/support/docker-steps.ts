import { containersOf } from '../../src/adapters/executor/docker/container.ts';
import { withDeclaredOutputs } from '../../src/adapters/executor/declared-outputs.ts';
import { dockerExecutor } from '../../src/adapters/executor/docker/docker.ts';
import { type JsonObject, textOf } from '../../src/base/json.ts';
import type { StepContext, StepOutcome } from '../../src/ports/executor.ts';
import type { TestEngine } from './container-engine.ts';
import { plannedStep, stepContext } from './step-context.ts';

/** Docker steps by one engine, which need not run yet. */
export function dockerSteps(engine: () => TestEngine) {
  const docker = async (
    settings: JsonObject,
    changes: Partial<StepContext> = {},
    outputs: JsonObject = {},
  ) => {
    const context = stepContext(changes);
    const executor = withDeclaredOutputs(
      dockerExecutor({ host: engine().host, graceMs: 1000, patienceMs: 1000 }),
    );
    const all = { image: engine().image, ...settings };
    const outcome = await executor.execute(plannedStep('docker', all, outputs), all, context);
    return { outcome, context };
  };
  return {
    docker,
    /** A program of the shell. */
    sh: (program: string, settings: JsonObject = {}, changes: Partial<StepContext> = {}) =>
      docker({ command: ['sh', '-c', program], ...settings }, changes),
    /** Containers that the engine has. */
    left: async () => containersOf(await engine().api()),
  };
}

/** An output of a step that has ended. */
export function said(outcome: StepOutcome, name = 'stdout'): string {
  if (outcome.kind === 'waiting') throw new Error('it waits');
  return textOf(outcome.outputs[name]);
}
