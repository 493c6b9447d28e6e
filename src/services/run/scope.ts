import { referencesOf } from '../../base/expression/evaluate.ts';
import { templateParts } from '../../base/expression/template-parts.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { Secret } from '../../base/redact.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { RunView, StepProgress } from '../../model/run-view.ts';
import { readsOutput, secretFields, shownKey } from './secret-key.ts';

/** What expressions of a run may read. */
export interface RunScope {
  readonly run: string;
  readonly plan: Plan;
  readonly view: RunView;
  /** Values of the inputs and outputs that are secrets, once they were read. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Secret outputs that this process has read so far. */
  readonly held: Map<string, string>;
  /** What a step of a forEach step is about. */
  readonly item?: { readonly value: Json; readonly index: number };
}

/** Whether a run reads the value of an input from elsewhere. */
export function isReference(value: Json): value is string {
  return typeof value === 'string' && REFERENCE.test(value);
}

const REFERENCE = /^(?:env|file|vault):\/\/./;

/** The inputs whose values are read from elsewhere: plan and journal hold only their references. */
export function secretInputsOf(plan: Plan): ReadonlyMap<string, string> {
  const entries = Object.entries(plan.inputs);
  return new Map(entries.flatMap(([name, value]) => (isReference(value) ? [[name, value]] : [])));
}

/** The values that these paths read. An output of a step that did not run, or did not give it, is null. */
export function scopeFor(
  { run, plan, view, secrets, item }: RunScope,
  paths: readonly (readonly string[])[],
): JsonObject {
  const named = new Set(
    paths.flatMap(([root, step]) => (root === 'steps' && step !== undefined ? [step] : [])),
  );
  const all = paths.some((path) => path[0] === 'steps' && path.length === 1);
  const names = all ? [...view.steps.keys()] : [...named];
  const steps = names.flatMap((name) => {
    const progress = view.steps.get(name);
    if (progress === undefined) return [];
    const scope = progress.items === null ? stepScope(progress, paths, secrets) : listScope(progress);
    return [[name, scope] as const];
  });
  const inputs = Object.entries(plan.inputs).map(
    ([name, value]) => [name, secrets.get(name) ?? value] as const,
  );
  return {
    inputs: Object.fromEntries(inputs),
    steps: Object.fromEntries(steps),
    run: { id: run, package: plan.package.name, version: plan.package.version, startedAt: view.createdAt },
    ...(item !== undefined && { item: item.value, index: item.index }),
  };
}

/** Of a forEach step: the outputs of its items, none where it did not run. */
function listScope({ state, items, error }: StepProgress): JsonObject {
  return { state, outputs: items?.outputs() ?? [], error: error?.message ?? null };
}

function stepScope(
  { name, state, outputs, error: failure }: StepProgress,
  paths: readonly (readonly string[])[],
  secrets: ReadonlyMap<string, string>,
): JsonObject {
  const asked = paths.filter(([root, step, key]) => root === 'steps' && step === name && key === 'outputs');
  const missing = asked.flatMap(([, , , output]) => (output === undefined ? [] : [[output, null] as const]));
  const all = { ...Object.fromEntries(missing), ...outputs };
  const error = failure?.message ?? null;
  const fields = secretFields(name, secrets);
  if (Object.keys(fields).length === 0) return { state, outputs: all, error };
  const data = isJsonObject(all['data']) ? all['data'] : {};
  return { state, outputs: { ...all, data: { ...data, ...fields } }, error };
}

/** The paths that one expression reads. */
export function pathsOf(expression: string): readonly (readonly string[])[] {
  return referencesOf(expression).map(({ path }) => path);
}

/** The paths that a text's `${{ }}` read. */
export function templatePaths(text: string): readonly (readonly string[])[] {
  return templateParts(text).flatMap((part) => (part.kind === 'expression' ? pathsOf(part.text) : []));
}

/** The secret inputs that these paths may read, and the secret outputs. */
export function secretsRead(
  paths: readonly (readonly string[])[],
  secrets: ReadonlyMap<string, string>,
): readonly string[] {
  const whole = paths.some(([root, name]) => root === 'inputs' && name === undefined);
  if (whole) return [...secrets.keys()];
  return [
    ...new Set(paths.flatMap(([root, name]) => (root === 'inputs' && name !== undefined ? [name] : []))),
  ]
    .filter((name) => secrets.has(name))
    .concat([...secrets.keys()].filter((key) => readsOutput(key, paths)));
}

/** The secret inputs that a step's settings or probe read. */
export function secretsOfStep(step: PlannedStep, secrets: ReadonlyMap<string, string>): readonly string[] {
  return secrets.size === 0 ? [] : secretsRead(pathsOfStep(step), secrets);
}

/** The paths that a step's settings or probe read. */
export function pathsOfStep(step: PlannedStep): readonly (readonly string[])[] {
  return step.probe === null ? pathsIn(step.with) : [...pathsIn(step.with), ...pathsIn(step.probe.with)];
}

/** By the settings of a step, which all items of a list share. */
const known = new WeakMap<JsonObject, readonly (readonly string[])[]>();

function pathsIn(settings: JsonObject): readonly (readonly string[])[] {
  const before = known.get(settings);
  if (before !== undefined) return before;
  const paths = textsOf(settings).flatMap(templatePaths);
  known.set(settings, paths);
  return paths;
}

/** Each value and every text made from it, as what must not be seen. */
export function asSecrets(names: readonly string[], secrets: ReadonlyMap<string, string>): Secret[] {
  return names.flatMap((name) => {
    const value = secrets.get(name);
    return value === undefined || value === '' ? [] : [{ name: shownKey(name), value }];
  });
}

/** The texts in a value; its keys too, where they are asked for. */
export function textsOf(value: Json, keys?: 'and keys'): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsOf(item, keys));
  if (!isJsonObject(value)) return [];
  const values = Object.values(value).flatMap((item) => textsOf(item, keys));
  return keys === undefined ? values : [...Object.keys(value), ...values];
}
