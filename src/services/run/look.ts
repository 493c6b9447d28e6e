import { evaluateExpression } from '../../base/expression/evaluate.ts';
import { ExpressionError } from '../../base/expression/failure.ts';
import type { JsonObject } from '../../base/json.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepError, StepOutputs } from '../../model/run.ts';
import type { Look, StepOutcome } from '../../ports/executor.ts';
import { pathsOf, type RunScope, scopeFor, secretInputsOf, secretsRead } from './scope.ts';

/** The probe of a step, as a step that can be carried out. */
export function probeOf(step: PlannedStep): PlannedStep | null {
  if (step.probe === null) return null;
  const { type, with: settings, timeoutMs } = step.probe;
  return { ...step, type, with: settings, timeoutMs, outputs: {} };
}

/**
 * What a step's condition says of its probe's answer. A probe that failed, and an answer that the condition cannot read,
 * are a no: both may be otherwise a moment later. What may not be at all is the step's failure.
 */
export function lookAt(outcome: StepOutcome, condition: unknown, scope: RunScope): Look {
  const probe = outcome.kind === 'waiting' ? {} : outcome.outputs;
  const failure = outcome.kind === 'failed' ? outcome.error : undefined;
  if (failure?.kind === 'refused' || failure?.kind === 'expression') return hopeless(failure);
  if (Object.keys(probe).length === 0) return no(probe, failure?.message ?? 'the probe gave nothing');
  const expression = typeof condition === 'string' ? condition : 'false';
  const paths = pathsOf(expression);
  const [secret] = secretsRead(paths, secretInputsOf(scope.plan));
  if (secret !== undefined) {
    return hopeless({ kind: 'refused', message: `the condition may not read the secret ${secret}` });
  }
  return ask(expression, { ...scopeFor(scope, paths), probe }, probe);
}

function ask(condition: string, known: JsonObject, probe: StepOutputs): Look {
  try {
    const value = evaluateExpression(condition, known);
    if (value === true) return { probe, holds: true, why: '' };
    return no(probe, `the condition was ${JSON.stringify(value)}`);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return no(probe, error.message);
  }
}

function no(probe: StepOutputs, why: string): Look {
  return { probe, holds: false, why };
}

function hopeless(failure: StepError): Look {
  return { probe: {}, holds: false, why: failure.message, failure };
}
