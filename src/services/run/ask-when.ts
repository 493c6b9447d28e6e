import { evaluateExpression } from '../../base/expression/evaluate.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError } from '../../model/run.ts';
import { errorOf } from './settings-error.ts';
import { pathsOf, type RunScope, scopeFor, secretInputsOf, secretsRead } from './scope.ts';

/** What a step's `when` says: whether it runs, or why nobody can tell. `behindFailure` is asked only where it matters. */
export function askWhen(
  run: RunScope,
  { when }: PlannedStep,
  behindFailure: () => boolean,
): boolean | StepError {
  if (when === null) return true;
  try {
    const paths = pathsOf(when);
    const [secret] = secretsRead(paths, secretInputsOf(run.plan));
    if (secret !== undefined) return { kind: 'refused', message: `when may not read the secret ${secret}` };
    // All that is behind a step is a long way in a long chain.
    const failed = /\bfailed\b/.test(when) && behindFailure();
    const value = evaluateExpression(when, scopeFor(run, paths), { always: true, failed });
    if (typeof value === 'boolean') return value;
    const message = `when gave ${JSON.stringify(value)}, which is neither true nor false`;
    return { kind: 'expression', message };
  } catch (error) {
    return errorOf(error);
  }
}

/** Whether `when` is asked for each item of a forEach step, or once for the step: it reads `item` or `index`. */
export function isAskedPerItem({ when, forEach }: PlannedStep): boolean {
  if (when === null || forEach === null || !/\bi(?:tem|ndex)\b/.test(when)) return false;
  return pathsOf(when).some(([root]) => root === 'item' || root === 'index');
}
