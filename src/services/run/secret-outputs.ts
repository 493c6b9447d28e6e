import { AtomError } from '../../base/errors.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { redactText, type Secret } from '../../base/redact.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { StepOutcome } from '../../ports/executor.ts';
import { type RunScope, secretInputsOf, secretsRead } from './scope.ts';
import { outputKey, readsOutput, shownKey, stepOfKey } from './secret-key.ts';

/**
 * The secret outputs that these paths may read, with what the journal holds instead. Only `references` of vault,
 * k8s and http steps are ever followed, which atomctl itself writes: what another step gives is its own word.
 */
export function secretOutputsRead(
  { plan, view }: Pick<RunScope, 'plan' | 'view'>,
  paths: readonly (readonly string[])[],
): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const name of stepsNamed(paths, view.steps.keys())) {
    const references = view.steps.get(name)?.outputs?.['references'];
    if (!isJsonObject(references) || !writesReferences(plan.steps, name)) continue;
    for (const [field, reference] of Object.entries(references)) {
      const key = outputKey(name, field);
      if (readsOutput(key, paths)) found.set(key, typeof reference === 'string' ? reference : null);
    }
  }
  return found;
}

/** The secrets that these paths read, inputs and outputs, as a person calls them. */
export function secretNamesRead(
  scope: Pick<RunScope, 'plan' | 'view'>,
  paths: readonly (readonly string[])[],
): readonly string[] {
  const inputs = secretsRead(paths, secretInputsOf(scope.plan));
  return [...inputs, ...secretOutputsRead(scope, paths).keys()].map(shownKey);
}

function stepsNamed(paths: readonly (readonly string[])[], all: Iterable<string>): ReadonlySet<string> {
  const ofSteps = paths.filter(([root]) => root === 'steps');
  if (ofSteps.some(({ length }) => length === 1)) return new Set(all);
  return new Set(ofSteps.flatMap(([, step]) => (step === undefined ? [] : [step])));
}

function writesReferences(steps: readonly PlannedStep[], name: string): boolean {
  const type = steps.find((step) => step.name === name)?.type;
  return type === 'vault' || type === 'k8s' || type === 'http';
}

/** The values themselves: out of this process's memory, or read again. @throws {AtomError} ATOM_NEEDS_MISSING */
export async function readSecretOutputs(
  scope: RunScope,
  paths: readonly (readonly string[])[],
  readSecret: (reference: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const [key, reference] of secretOutputsRead(scope, paths)) {
    const held = scope.held.get(key);
    if (held === undefined && reference === null) throw gone(scope, key);
    values.set(key, held ?? (await readSecret(reference ?? '')));
  }
  return values;
}

function gone({ run, plan }: RunScope, key: string): AtomError {
  const step = stepOfKey(key);
  const message = `${shownKey(key)} was made for this run and held in memory only; the process that held it has ended`;
  return new AtomError('ATOM_NEEDS_MISSING', message, {
    hint: `atomctl run ${plan.package.name} --resume-from ${step} --run ${run}`,
  });
}

interface Holding {
  /** Where values stay for the rest of the run in this process. */
  readonly held: Map<string, string>;
  /** What the step itself was given. */
  readonly secrets: readonly Secret[];
}

/** Takes the secrets out of an outcome: into memory, with their references in the outputs; what is released stays. */
export function holdSecrets(
  step: PlannedStep,
  outcome: StepOutcome,
  { held, secrets }: Holding,
): StepOutcome {
  if (outcome.kind !== 'done' || outcome.secrets === undefined || outcome.secrets.length === 0)
    return outcome;
  const isReleased = released(step.outputs['data']);
  const data: Record<string, Json> = {};
  const references: Record<string, Json> = {};
  for (const { field, value, reference } of outcome.secrets) {
    if (isReleased(field)) data[field] = redactText(value, secrets);
    else {
      references[field] = reference;
      held.set(outputKey(step.name, field), value);
    }
  }
  return { kind: 'done', outputs: { ...outcome.outputs, data, references } };
}

/** `sensitive: false` releases all fields where it stands beside them, and one where it stands in its schema. */
function released(rule: Json | undefined): (field: string) => boolean {
  const data = isJsonObject(rule) ? rule : {};
  const fields = isJsonObject(data['properties']) ? data['properties'] : {};
  return (field) => {
    const own = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const said = isJsonObject(own) ? own['sensitive'] : undefined;
    return (said ?? data['sensitive']) === false;
  };
}
