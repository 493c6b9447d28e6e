import { describe, expect, test } from 'vitest';
import { rbac } from '../../../scripts/bench-policy/rbac.ts';
import { testData } from '../../support/test-data.ts';

const policy = testData('policy');

describe.skipIf(policy === undefined)('on the roles and bindings of Kyverno, kube-linter and Polaris', () => {
  test('every goal of the bench is met', async () => {
    const lines = await rbac.measure(policy ?? '');

    expect(lines).toHaveLength(5);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  });
});
