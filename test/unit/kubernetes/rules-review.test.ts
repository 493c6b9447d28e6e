import { describe, expect, it, test } from 'vitest';
import { isGranted } from '../../../src/kubernetes/rules-review.ts';

const RULES = [
  { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] },
  { apiGroups: [''], resources: ['pods/log', '*/scale'], verbs: ['get'] },
  { apiGroups: ['*'], resources: ['configmaps'], resourceNames: ['banner'], verbs: ['*'] },
];
const needed = (verb: string, resource: string, name: string | null = null) => ({
  verb,
  group: resource === 'deployments' ? 'apps' : '',
  resource,
  namespace: 'shop',
  name,
});

describe('what the rules of a namespace give', () => {
  test.each([
    ['patch', 'deployments', null],
    ['get', 'pods/log', 'web-0'],
    ['get', 'pods/scale', null],
    ['delete', 'configmaps', 'banner'],
  ])('%s %s %s', (verb, resource, name) => {
    expect(isGranted({ resourceRules: RULES, incomplete: false }, needed(verb, resource, name))).toBe(true);
  });

  test.each([
    ['delete', 'deployments', null],
    ['get', 'pods', null],
    ['list', 'pods/log', null],
    ['delete', 'configmaps', 'other'],
    ['list', 'configmaps', null],
  ])('is not %s %s %s', (verb, resource, name) => {
    expect(isGranted({ resourceRules: RULES, incomplete: false }, needed(verb, resource, name))).toBe(false);
  });

  it('is nothing where the list is not whole, or there is none', () => {
    for (const status of [
      { resourceRules: RULES, incomplete: true },
      {},
      null,
      undefined,
      { resourceRules: 'all' },
    ])
      expect(isGranted(status, needed('get', 'deployments'))).toBe(false);
  });
});
