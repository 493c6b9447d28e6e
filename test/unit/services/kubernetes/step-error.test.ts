import { expect, test } from 'vitest';
import { stepErrorOf } from '../../../../src/services/kubernetes/step-error.ts';

test.each([
  ['timeout', { kind: 'timeout', message: 'took longer than its timeout' }],
  ['cancelled', { kind: 'cancelled', message: 'it was stopped' }],
  ['lost', { kind: 'interrupted', message: 'it was stopped' }],
])('a step that is stopped before it has seen anything says why: %s', (reason, error) => {
  expect(stepErrorOf(new Error('aborted'), AbortSignal.abort(reason))).toEqual(error);
});
