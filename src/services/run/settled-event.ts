import type { RunEvent, StepError } from '../../model/run.ts';
import type { ItemsView, StepProgress } from '../../model/run-view.ts';
import type { Settled } from '../../run/advance.ts';
import { lastFailure } from './outcome-event.ts';

type StepEnd = Extract<RunEvent, { type: 'step-done' | 'step-failed' | 'step-omitted' }>;

/** How a forEach step ends, as the journal says it. Its outputs are those of its items, which the journal has. */
export function settledEvent(step: StepProgress, as: Settled['as']): StepEnd {
  const { name, phase, attempts: attempt } = step;
  switch (as) {
    case 'succeeded':
      return { type: 'step-done', step: name, phase, attempt, outputs: {} };
    case 'failed':
    case 'failed-continued':
      return lastFailure(step, errorOf(step.items));
    case 'omitted':
      return { type: 'step-omitted', step: name, phase };
  }
}

function errorOf(items: ItemsView | null): StepError {
  const [first] = [...(items?.notable() ?? [])].filter(({ error }) => error !== null);
  const failed = items?.countOf('failed', 'failed-continued') ?? 0;
  const of = `${failed} of ${items?.count ?? 0} items failed`;
  if (first === undefined) return { kind: 'failed', message: of };
  const { kind = 'failed', message = '' } = first.error ?? {};
  return { kind, message: `${of}, ${failed === 1 ? '' : 'the first '}${first.name}: ${message}` };
}
