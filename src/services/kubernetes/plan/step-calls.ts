import { ExpressionError } from '../../../base/expression/failure.ts';
import { evaluateList } from '../../../base/expression/list.ts';
import { readsOfRun } from '../../../base/expression/list-bound.ts';
import { resolveTemplates } from '../../../base/expression/template.ts';
import { itemName } from '../../../base/item-name.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { PlannedStep } from '../../../model/plan.ts';

/** What a step would be called with, as far as that is known before the run. */
export type StepCall =
  | { readonly step: string; readonly settings: JsonObject }
  | { readonly step: string; readonly why: string };

/** One call, or one for each item of a forEach step. */
export function stepCalls(
  step: PlannedStep,
  inputs: JsonObject,
  secretsOf: (step: PlannedStep) => readonly string[],
): StepCall[] {
  const { name, forEach } = step;
  const secrets = secretsOf(step);
  if (secrets.length > 0) return [{ step: name, why: `unknown (it holds the secret ${secrets.join(', ')})` }];
  if (forEach === null) return [callOf(step, name, { inputs })];
  const from = readsOfRun(forEach.items);
  if (from.length > 0) return [{ step: name, why: `unknown (from ${from.join(', ')})` }];
  return evaluateList(forEach.items, { inputs }).map((item, index) =>
    callOf(step, itemName({ step: name, index }), { inputs, item, index }),
  );
}

function callOf(step: PlannedStep, name: string, scope: JsonObject): StepCall {
  try {
    const settings: Json = resolveTemplates(step.with, scope);
    return { step: name, settings: isJsonObject(settings) ? settings : {} };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const from = readsOfRun(error.expression);
    return { step: name, why: from.length === 0 ? error.message : `unknown (from ${from.join(', ')})` };
  }
}
