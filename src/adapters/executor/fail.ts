import { textOf } from '../../base/json.ts';
import { redactText } from '../../base/redact.ts';
import type { Executor } from '../../ports/executor.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';

/** Ends in failure, for the reason that the package gives. */
export function failExecutor(): Executor {
  return {
    type: 'fail',
    execute: (_step, settings, { secrets, signal }) =>
      asOutcome(async () => {
        if (signal.aborted) throw stopped(signal);
        throw new StepFailure('failed', redactText(textOf(settings['message']), secrets));
      }),
    isInert: () => true,
  };
}
