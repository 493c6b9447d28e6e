import { describe, expect, test } from 'vitest';
import { outputsRead } from '../../../src/run/outputs-read.ts';
import { planWith } from '../../support/plan.ts';
import { plannedStep } from '../../support/step-context.ts';

describe('outputsRead', () => {
  test.each([
    ['${{ steps.a.outputs.x }}', ['a', 'last']],
    ['${{ steps["b-1"].outputs.x - 1 }}', ['b-1', 'last']],
    ['a plain text about steps.a', ['last']],
    ['${{ steps.map(s, s) }}', ['a', 'b-1', 'last']],
    ['${{ steps[inputs.which].outputs }}', ['a', 'b-1', 'last']],
    ['${{ size(steps) }}', ['a', 'b-1', 'last']],
  ])('for %s keeps %j', (text, expected) => {
    const last = { ...plannedStep('notify', { message: [text] }), name: 'last', needs: ['a', 'b-1'] };
    const plan = planWith(
      { ...plannedStep('shell'), name: 'a' },
      { ...plannedStep('shell'), name: 'b-1' },
      last,
    );
    const isRead = outputsRead(plan);

    expect(plan.steps.map(({ name }) => name).filter(isRead)).toEqual(expected);
  });
});
