import type { Executor } from '../../../ports/executor.ts';
import { checkDeclared } from '../declared-outputs.ts';
import { asOutcome, stopped } from '../step-failure.ts';
import type { DockerOptions } from './attempt.ts';

/** Runs a command in a container of its own. What speaks to an engine is loaded by the first such step. */
export function dockerExecutor(options: DockerOptions): Executor {
  return {
    type: 'docker',
    execute: (step, settings, context) =>
      asOutcome(async () => {
        if (context.signal.aborted) throw stopped(context.signal);
        const { attemptInContainer } = await import('./attempt.ts');
        const outcome = await attemptInContainer(settings, context, options);
        return checkDeclared(step.outputs, outcome);
      }),
  };
}
