import type { JsonObject } from '../../base/json.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { StepFailure } from './step-failure.ts';

/** Holds a step to the outputs that it declares (JSON Schema properties, all required). @throws {StepFailure} */
export async function checkDeclared(declared: JsonObject, outcome: StepOutcome): Promise<StepOutcome> {
  const names = Object.keys(declared);
  if (outcome.kind !== 'done' || names.length === 0) return outcome;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // Not strict: `sensitive` is a word of ours.
  const ajv = new Ajv2020({ strict: false });
  const validate = ajv.compile({ type: 'object', properties: declared, required: names });
  if (validate(outcome.outputs)) return outcome;
  const [problem] = validate.errors ?? [];
  const where = problem?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const what = `${where === '' ? 'they' : where} ${problem?.message ?? 'do not fit'}`;
  throw new StepFailure('failed', `its outputs are not as declared: ${what}`, outcome.outputs);
}
