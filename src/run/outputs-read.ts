import { isJsonObject, type Json } from '../base/json.ts';
import type { Plan, PlannedStep } from '../model/plan.ts';

/**
 * The steps whose outputs the rest of a run may still read: those that an expression names, and
 * those that no other needs, which are what the run hands back. What is not among them need not
 * be kept in memory; the journal has it. Errs on the side of keeping.
 */
export function outputsRead(plan: Plan): (step: string) => boolean {
  const isNamed = outputsNamed(plan);
  const needed = new Set(plan.steps.flatMap(({ needs }) => needs));
  return (step) => isNamed(step) || !needed.has(step);
}

/** How many characters are enough for what a run hands back, and for what people look at. */
export const FEW_OUTPUTS = 64 * 1024;

/** How many characters of a forEach step's outputs the rest of a run may need. */
export function itemOutputsKept(plan: Plan): (step: string) => number {
  const [isNamed, isRead] = [outputsNamed(plan), outputsRead(plan)];
  return (step) => {
    if (isNamed(step)) return Number.POSITIVE_INFINITY;
    return isRead(step) ? FEW_OUTPUTS : 0;
  };
}

/** The steps whose outputs an expression of the plan may read. Errs on the side of saying so. */
function outputsNamed(plan: Plan): (step: string) => boolean {
  const texts = [...plan.steps, ...plan.rollback].flatMap(expressionsOf);
  if (texts.some(readsAnyStep)) return () => true;
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z][\w-]*/g) ?? []));
  return (step) => words.has(step);
}

/** The texts of a step that may read others. */
function expressionsOf({ when, forEach, with: settings, probe }: PlannedStep): string[] {
  const templates = textsOf([settings, probe?.with ?? {}]).filter((text) => text.includes('${{'));
  return [when ?? '', forEach?.items ?? '', ...templates].filter((text) => text.includes('steps'));
}

/** `steps` without a name that is written out behind it. */
function readsAnyStep(text: string): boolean {
  return /\bsteps\b(?!\s*\.\s*\w|\s*\[\s*["'])|\bsteps\s*\.\s*(?:map|filter|all|exists|exists_one)\s*\(/.test(
    text,
  );
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => textsOf(item));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => textsOf(item)) : [];
}
