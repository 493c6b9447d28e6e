import type { Rule } from '../rule.ts';
import { inStep } from './finding.ts';

const MAY_HANG = new Set(['shell', 'script', 'docker', 'k8s', 'http']);

export const stepTimeout: Rule = {
  id: 'step-timeout',
  version: 1,
  title: 'Nothing ends the step',
  severity: 'low',
  why: 'A step that hangs holds its locks and keeps the run open until a person notices.',
  fix: 'Give the step a timeout, or the whole run one under validation.limits.timeout.',
  *check(view) {
    if (view.wpk?.manifest.spec.validation?.limits?.timeout !== undefined) return;
    for (const step of view.steps) {
      if (step.phase === 'probe' || !MAY_HANG.has(step.type) || step.step.timeout !== undefined) continue;
      yield { ...inStep(view, step), what: 'Neither the step nor the run has a timeout.' };
    }
  },
};
