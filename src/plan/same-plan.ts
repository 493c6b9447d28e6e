import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlannedStep } from '../model/plan.ts';
import type { PreviewedEffects } from './preview.ts';

/** Whether a kept plan does what was previewed now; what only informs its reader may differ. Takes the preview's steps. */
export function isStillPlanned(kept: Plan, { steps, rollback, ...preview }: PreviewedEffects): boolean {
  return (
    isSame(withoutSteps(kept), withoutSteps(preview)) &&
    areSame(kept.steps, steps) &&
    areSame(kept.rollback, rollback)
  );
}

/**
 * As `isStillPlanned`, to undo: neither what only informs its reader nor a setting that the atomctl of then did not
 * know, and that this package leaves at its default, may keep a run from being undone.
 */
export function isSameWork(kept: Plan, effects: PreviewedEffects): boolean {
  return (
    isSame(withoutSteps(kept), withoutSteps(effects)) &&
    areSame(kept.steps.map(work), mapped(effects.steps, work)) &&
    areSame(kept.rollback.map(work), mapped(effects.rollback, work))
  );
}

function work({ workflow, ...step }: PlannedStep): object {
  const { steps = [], rollback = [], ...nested } = workflow ?? {};
  return {
    ...settingsOf(step),
    ...(workflow && {
      workflow: { ...nested, steps: steps.map(settingsOf), rollback: rollback.map(settingsOf) },
    }),
  };
}

function settingsOf(step: object): object {
  return Object.fromEntries(
    Object.entries(step).filter(([key, value]) => key !== 'shows' && value !== null && value !== undefined),
  );
}

function* mapped<From, To>(items: Iterable<From>, change: (item: From) => To): Iterable<To> {
  for (const item of items) yield change(item);
}

/** What a plan binds besides its steps. */
const BESIDE_STEPS = [
  'package',
  'inputs',
  'selection',
  'locks',
  'concurrency',
  'egress',
  'permissions',
  'approval',
  'maxParallel',
  'timeoutMs',
  'outputBytes',
  'limits',
] as const satisfies readonly (keyof PreviewedEffects)[];

function withoutSteps(plan: Pick<PreviewedEffects, (typeof BESIDE_STEPS)[number]>): object {
  return Object.fromEntries(BESIDE_STEPS.map((key) => [key, plan[key]]));
}

/** One step after the other: neither plan is copied as a whole. */
function areSame(kept: readonly object[], previewed: Iterable<object>): boolean {
  let index = 0;
  for (const step of previewed) {
    const before = kept[index];
    if (before === undefined || !isSame(before, step)) return false;
    index += 1;
  }
  return index === kept.length;
}

/** As it is stored: what JSON does not keep is no difference. */
function isSame(one: object, other: object): boolean {
  const [oneText, otherText] = [JSON.stringify(one), JSON.stringify(other)];
  return oneText === otherText || isDeepStrictEqual(JSON.parse(oneText), JSON.parse(otherText));
}
