import type { Rule } from '../rule.ts';
import { inManifest } from './finding.ts';

const PROCESSES = new Set(['shell', 'script', 'docker']);

export const processLimits: Rule = {
  id: 'process-limits',
  version: 1,
  title: 'Its processes have no limits',
  severity: 'low',
  why: 'A process that grows without bounds takes the machine that it runs on with it.',
  fix: 'Set memory and timeout under validation.limits.',
  *check(view) {
    const { memory, timeout } = view.wpk?.manifest.spec.validation?.limits ?? {};
    if (
      !view.steps.some(({ type }) => PROCESSES.has(type)) ||
      (memory !== undefined && timeout !== undefined)
    )
      return;
    const missing = [memory === undefined ? 'memory' : '', timeout === undefined ? 'timeout' : ''].filter(
      Boolean,
    );
    yield {
      ...inManifest(view, '/spec/validation/limits'),
      what: `No limit is set for ${missing.join(' and ')}.`,
    };
  },
};
