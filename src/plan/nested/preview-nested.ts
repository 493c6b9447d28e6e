import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { isTemplate } from '../../base/document/phrase.ts';
import type { Step } from '../../model/generated/manifest.ts';
import type { NestedPlan, NestedStep, PlannedPackage, PlannedStep } from '../../model/plan.ts';
import type { Wpk } from '../../model/wpk.ts';
import { completeStep } from '../complete-step.ts';
import { orderSteps } from '../order-steps.ts';
import { resolveKnown, showStep } from '../show-step.ts';
import type { Children, Nested } from './family.ts';

interface Known {
  readonly inputs: JsonObject;
  readonly children: Children;
}

/** What the workflow of a step would do; undefined where the step nests none, or nobody looked for it. */
export function previewNested(
  step: Pick<PlannedStep, 'type' | 'with'>,
  known: Known,
): NestedPlan | undefined {
  const nested = nestedBy(step, known.children);
  if (nested === undefined) return undefined;
  const { spec } = nested.wpk.manifest;
  const inputs = inputsFor(nested.wpk, step.with, known.inputs);
  const inside = { ...nested, inputs };
  return {
    package: packageOf(nested.wpk),
    steps: stepsIn(inside, orderSteps(spec.handlers), []),
    rollback: stepsIn(inside, spec.rollback?.handlers ?? [], []),
    egress: (spec.validation?.network?.egress ?? []).map((place) => textOf(resolveKnown(place, { inputs }))),
  };
}

interface Inside extends Nested {
  readonly inputs: JsonObject;
}

function stepsIn(inside: Inside, written: readonly Step[], within: readonly string[]): NestedStep[] {
  const { wpk, inputs, children } = inside;
  const { spec } = wpk.manifest;
  return written.flatMap((step): NestedStep[] => {
    const complete = completeStep(step, spec);
    const nested = nestedBy(complete, children);
    const shown = [
      ...(step.forEach === undefined ? [] : [`for each of ${step.forEach}`]),
      ...showStep(complete, inputs),
    ];
    const own = {
      ...complete,
      shows: shown,
      within,
      nests: nested === undefined ? null : packageOf(nested.wpk),
    };
    if (nested === undefined) return [own];
    const deeper = { ...nested, inputs: inputsFor(nested.wpk, complete.with, inputs) };
    const { handlers, rollback } = nested.wpk.manifest.spec;
    const path = [...within, step.name];
    return [
      own,
      ...stepsIn(deeper, orderSteps(handlers), path),
      ...stepsIn(deeper, rollback?.handlers ?? [], path),
    ];
  });
}

function nestedBy(
  { type, with: settings }: Pick<PlannedStep, 'type' | 'with'>,
  children: Children,
): Nested | undefined {
  const { workflow } = settings;
  return type === 'workflow' && typeof workflow === 'string' ? children.get(workflow) : undefined;
}

/** The inputs that are known before the run: what the step gives, and the defaults. */
function inputsFor({ manifest }: Wpk, settings: JsonObject, known: JsonObject): JsonObject {
  const properties = manifest.spec.inputs?.['properties'];
  const defaults = Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, property]) =>
    isJsonObject(property) && property['default'] !== undefined ? [[name, property['default']] as const] : [],
  );
  const given = isJsonObject(settings['inputs']) ? Object.entries(settings['inputs']) : [];
  const resolved = given.map(([name, value]) => [name, resolveKnown(value, { inputs: known })] as const);
  const all = Object.fromEntries([...defaults, ...resolved]);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isTemplate(value)));
}

function packageOf({ name, version, digest }: Wpk): PlannedPackage {
  return { name, version, digest };
}
