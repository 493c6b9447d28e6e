import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import type { Executor, StepOutcome } from '../../ports/executor.ts';
import { asOutcome, StepFailure, stopped } from './step-failure.ts';

/** Weighs what is known: nothing is asked and nothing is changed, so it may be done again at any time. */
export function checkExecutor(): Executor {
  return {
    type: 'check',
    execute: (_step, settings, { signal }) =>
      asOutcome(async () => {
        if (signal.aborted) throw stopped(signal);
        return check(settings);
      }),
    isInert: () => true,
  };
}

function check({ values, require: wanted }: JsonObject): StepOutcome {
  const outputs = isJsonObject(values) ? values : {};
  const unmet = (Array.isArray(wanted) ? wanted.filter(isJsonObject) : []).filter(({ that }) => {
    if (typeof that !== 'boolean')
      throw new StepFailure(
        'refused',
        `"that" gives ${JSON.stringify(that)}, neither true nor false`,
        outputs,
      );
    return !that;
  });
  if (unmet.length === 0) return { kind: 'done', outputs };
  throw new StepFailure('failed', unmet.map(({ message }) => textOf(message)).join('; '), outputs);
}
