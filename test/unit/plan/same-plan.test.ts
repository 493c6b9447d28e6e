import { describe, expect, test } from 'vitest';
import type { Plan, PlannedStep } from '../../../src/model/plan.ts';
import { previewEffects, previewPlan } from '../../../src/plan/preview.ts';
import { isStillPlanned } from '../../../src/plan/same-plan.ts';
import { manifestWith, wpkOf } from '../../support/wpk.ts';

const text = manifestWith(
  `
- {name: a, with: {command: [/bin/true]}, timeout: 1m}
- {name: b, needs: [a], with: {command: [/bin/date]}}`,
  'rollback: {handlers: [{name: undo, with: {command: [/bin/true]}}]}',
);
const request = { wpk: wpkOf(text), inputs: {}, selection: { skip: [], only: [], resume: null } };

describe('a kept plan', () => {
  test('is still what the package would do, with its parts in any order and without what JSON leaves out', () => {
    const plan = kept();
    const [a, b] = plan.steps;

    expect(isStillPlanned(plan, previewEffects(request))).toBe(true);
    expect(isStillPlanned(kept({ steps: [turned(a), turned(b)] }), previewEffects(request))).toBe(true);
    expect(isStillPlanned(kept({ unknowns: ['said otherwise'] }), previewEffects(request))).toBe(true);
  });

  test.each([
    ['has a step less', { steps: kept().steps.slice(0, 1) }],
    ['has a step more', { steps: [...kept().steps, ...kept().rollback] }],
    [
      'has another command',
      { steps: kept().steps.map((step) => ({ ...step, with: { command: ['/bin/rm'] } })) },
    ],
    ['has its steps in another order', { steps: kept().steps.toReversed() }],
    ['undoes nothing', { rollback: [] }],
    ['may take longer', { timeoutMs: 7 }],
    ['may reach more', { egress: ['example.org:443'] }],
    ['locks other objects', { locks: ['concurrency/x'] }],
    [
      'was made of another package',
      { package: { name: 'other', version: '1.0.0', digest: request.wpk.digest } },
    ],
  ])('is no more what the package would do when it %s', (_, change) => {
    expect(isStillPlanned(kept(change), previewEffects(request))).toBe(false);
  });
});

function turned(step: PlannedStep | undefined): object {
  return Object.fromEntries(Object.entries(step ?? {}).toReversed());
}

/** As the store gives it back. */
function kept(change: object = {}): Plan {
  const verdict = { ...VERDICT, packageDigest: request.wpk.digest };
  const preview = previewPlan({ ...request, verdict, enforced: new Set() });
  return JSON.parse(JSON.stringify({ ...preview, id: 'plan_1', ...change }));
}

const VERDICT = {
  score: 0,
  class: 'safe',
  suggests: 'auto',
  issues: [],
  policyDigest: 'sha256:1',
} as const;
