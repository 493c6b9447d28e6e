import { parseDuration } from '../../base/duration.ts';
import { textOf } from '../../base/json.ts';
import type { Executor } from '../../ports/executor.ts';
import { asOutcome, stopped } from './step-failure.ts';

/** Asks a person. The answer is a journaled decision, given by any process. */
export function approvalExecutor(): Executor {
  return {
    type: 'approval',
    execute: (_step, settings, { startedAt, signal }) =>
      asOutcome(async () => {
        if (signal.aborted) throw stopped(signal);
        const expiresIn = settings['expiresIn'];
        const until = typeof expiresIn === 'string' ? Date.parse(startedAt) + parseDuration(expiresIn) : null;
        return {
          kind: 'waiting',
          message: textOf(settings['message'] ?? 'Approve this step'),
          until: until === null ? null : new Date(until).toISOString(),
        };
      }),
  };
}
