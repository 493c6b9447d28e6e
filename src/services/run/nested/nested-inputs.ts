import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import { isReference } from '../scope.ts';
import { MisplacedSecret } from '../settings.ts';

const WHOLE_INPUT = /^\$\{\{\s*inputs\.([A-Za-z_]\w*)\s*\}\}$/;

/** A secret input that is handed on as a whole stands as its reference: the nested run reads it itself. */
export function handReferencesOn(step: PlannedStep, references: ReadonlyMap<string, string>): PlannedStep {
  const { inputs } = step.with;
  if (step.type !== 'workflow' || references.size === 0 || !isJsonObject(inputs)) return step;
  const handed = Object.entries(inputs).map(([name, value]) => {
    const [, input = ''] = typeof value === 'string' ? (WHOLE_INPUT.exec(value) ?? []) : [];
    return [name, references.get(input) ?? value] as const;
  });
  return { ...step, with: { ...step.with, inputs: Object.fromEntries(handed) } };
}

/**
 * The inputs of a nested run. What a step made of other values must not read as a reference: a run would read it, and
 * whoever says it would choose a secret. @throws {MisplacedSecret}
 */
export function nestedInputs(step: Pick<PlannedStep, 'with'>, settings: JsonObject): JsonObject {
  const inputs = isJsonObject(settings['inputs']) ? settings['inputs'] : {};
  const written = isJsonObject(step.with['inputs']) ? step.with['inputs'] : {};
  for (const [name, value] of Object.entries(inputs)) {
    if (!isReference(value) || written[name] === value) continue;
    // A whole input that is a reference was handed on by the plan's own word.
    const raw = written[name];
    if (typeof raw === 'string' && WHOLE_INPUT.test(raw)) continue;
    throw new MisplacedSecret(`the input ${name} reads as a reference to a secret, which an expression made`);
  }
  return inputs;
}
