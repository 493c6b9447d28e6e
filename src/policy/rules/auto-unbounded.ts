import type { Rule } from '../rule.ts';
import { inManifest } from './finding.ts';
import { isReading } from '../kubernetes/effect.ts';

export const autoUnbounded: Rule = {
  id: 'auto-unbounded',
  version: 1,
  title: 'Runs by itself without bounds',
  severity: 'medium',
  why: 'mode: auto runs with nobody watching: what it may touch and how long has to be said beforehand.',
  fix: 'Set validation.limits.timeout and, for Kubernetes, safety.blastRadius; or leave the mode manual.',
  *check(view) {
    const { safety, validation } = view.wpk?.manifest.spec ?? {};
    if (safety?.mode !== 'auto') return;
    const changesCluster = view.steps.some(({ type, action }) => type === 'k8s' && !isReading(action));
    const missing = [
      validation?.limits?.timeout === undefined ? 'a timeout' : '',
      changesCluster && safety.blastRadius === undefined ? 'a blast radius' : '',
    ].filter(Boolean);
    if (missing.length === 0) return;
    yield {
      ...inManifest(view, '/spec/safety/mode'),
      what: `The package runs by itself without ${missing.join(' and ')}.`,
    };
  },
};
