import type { Executor } from '../../../ports/executor.ts';
import { asOutcome, stopped } from '../step-failure.ts';
import type { DockerOptions } from './attempt.ts';

/** Runs a command in a container of its own. What speaks to an engine is loaded by the first such step. */
export function dockerExecutor(options: DockerOptions): Executor {
  return {
    type: 'docker',
    execute: (_step, settings, context) =>
      asOutcome(async () => {
        if (context.signal.aborted) throw stopped(context.signal);
        const { attemptInContainer } = await import('./attempt.ts');
        return attemptInContainer(settings, context, options);
      }),
  };
}
