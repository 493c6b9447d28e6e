import { evaluateExpression } from '../../../base/expression/evaluate.ts';
import { ExpressionError } from '../../../base/expression/failure.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { PlannedStep } from '../../../model/plan.ts';

/** Whether the inputs alone make a step's `when` false: such a step does nothing, and what it names need not be there. */
export function isRuledOut({ when }: Pick<PlannedStep, 'when'>, inputs: JsonObject): boolean {
  if (when === null) return false;
  try {
    return evaluateExpression(when, { inputs }) === false;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
