import { isJsonObject, type Json } from '../base/json.ts';
import type { Plan } from '../model/plan.ts';

/**
 * The steps whose outputs the rest of a run may still read: those that an expression names, and
 * those that no other needs, which are what the run hands back. What is not among them need not
 * be kept in memory; the journal has it. Errs on the side of keeping.
 */
export function outputsRead(plan: Plan): (step: string) => boolean {
  const steps = [...plan.steps, ...plan.rollback];
  const texts = steps.flatMap(({ when, with: settings, probe }) => [
    ...(when === null ? [] : [when]),
    ...textsOf([settings, probe?.with ?? {}]).filter((text) => text.includes('${{')),
  ]);
  if (texts.some(readsAnyStep)) return () => true;
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z][\w-]*/g) ?? []));
  const needed = new Set(plan.steps.flatMap(({ needs }) => needs));
  return (step) => words.has(step) || !needed.has(step);
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
