import type { Rule } from '../rule.ts';
import type { StepView } from '../view/steps.ts';
import { inStep } from './finding.ts';
import { isReading } from '../kubernetes/effect.ts';

export const rollbackMissing: Rule = {
  id: 'rollback-missing',
  version: 1,
  title: 'Changes something and cannot be undone',
  severity: 'low',
  why: 'When a later step fails, what this one changed stays as it is.',
  fix: 'Add rollback: {auto: true}, or handlers that undo it.',
  *check(view) {
    if (view.wpk?.manifest.spec.rollback !== undefined) return;
    for (const step of view.steps) {
      if (step.phase === 'run' && mutates(step))
        yield { ...inStep(view, step), what: 'The package has no rollback for this step.' };
    }
  },
};

/** What is certain to change something; of processes nothing can be said. */
function mutates({ type, action, with: settings }: StepView): boolean {
  if (type === 'k8s') return !isReading(action);
  const { method } = settings;
  return type === 'http' && typeof method === 'string' && !/^(GET|HEAD)$/.test(method);
}
