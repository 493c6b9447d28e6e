import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Executor, StepOutcome } from '../../ports/executor.ts';

/** Gives what is wrong with outputs; undefined: nothing. */
type Check = (outputs: JsonObject) => string | undefined;

/** By declaration: the items of a forEach step have the same one, and making a check takes longer than they do. */
const checks = new WeakMap<JsonObject, Check>();

/** The executor, held to the outputs that its steps declare (JSON Schema properties, all required). */
export function withDeclaredOutputs(executor: Executor): Executor {
  return {
    ...executor,
    execute: async (step, settings, context) => {
      const outcome = await executor.execute(step, settings, context);
      return outcome.kind === 'done' && Object.keys(step.outputs).length > 0
        ? checked(step.outputs, outcome)
        : outcome;
    },
  };
}

async function checked(
  declared: JsonObject,
  outcome: Extract<StepOutcome, { kind: 'done' }>,
): Promise<StepOutcome> {
  const problem = (await checkOf(declared))(outcome.outputs);
  if (problem === undefined) return outcome;
  const message = `its outputs are not as declared: ${problem}`;
  return { kind: 'failed', error: { kind: 'failed', message }, outputs: outcome.outputs };
}

async function checkOf(declared: JsonObject): Promise<Check> {
  const known = checks.get(declared);
  if (known !== undefined) return known;
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  // Not strict: `sensitive` is a word of ours.
  const ajv = new Ajv2020({ strict: false });
  const validate = ajv.compile<Json>({
    type: 'object',
    properties: declared,
    required: Object.keys(declared),
  });
  const check: Check = (outputs) => (validate(outputs) ? undefined : describe(validate.errors?.[0]));
  checks.set(declared, check);
  return check;
}

function describe(problem: ErrorObject | undefined): string {
  const where = problem?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  return `${where === '' ? 'they' : where} ${problem?.message ?? 'do not fit'}`;
}
