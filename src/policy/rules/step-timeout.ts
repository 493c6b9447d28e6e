import type { StepType } from '../../model/generated/manifest.ts';
import type { Rule } from '../rule.ts';
import type { StepView } from '../view/steps.ts';
import { inStep } from './finding.ts';

const MAY_HANG: ReadonlySet<StepType> = new Set([
  'shell',
  'script',
  'docker',
  'k8s',
  'http',
  'prometheus',
  'vault',
  'notify',
  'workflow',
  'recipe',
  'approval',
  'wait',
]);

export const stepTimeout: Rule = {
  id: 'step-timeout',
  version: 3,
  title: 'Nothing ends the step',
  severity: 'low',
  why: 'A step that hangs holds its locks and keeps the run open until a person notices.',
  fix: 'Give the step a timeout, or the whole run one under validation.limits.timeout.',
  *check(view) {
    if (view.wpk?.manifest.spec.validation?.limits?.timeout !== undefined) return;
    for (const step of view.steps) {
      if (step.phase === 'probe' || !MAY_HANG.has(step.type) || ends(step)) continue;
      yield { ...inStep(view, step), what: 'Neither the step nor the run has a timeout.' };
    }
  },
};

/** A question may have a time of its own, a message for the terminal is shown at once, and a time comes. */
function ends({ step, type, with: settings }: StepView): boolean {
  if (step.timeout !== undefined) return true;
  if (type === 'notify') return (settings['channel'] ?? 'terminal') === 'terminal';
  if (type === 'wait') return settings['condition'] === undefined;
  return type === 'approval' && settings['expiresIn'] !== undefined;
}
