import { expect, test } from 'vitest';
import type { ApiRequest } from '../../../../src/model/cluster.ts';
import { asDryRun, isDryRun } from '../../../../src/services/kubernetes/dry-run.ts';

const kind = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const at = { kind, namespace: 'shop', name: 'web' };
const REQUESTS: readonly ApiRequest[] = [
  { verb: 'patch', ...at, patch: 'merge', query: { fieldManager: 'me' }, body: { spec: {} } },
  { verb: 'create', ...at, name: null, body: { spec: {} } },
  { verb: 'delete', ...at },
  { verb: 'delete', ...at, body: { propagationPolicy: 'Background' } },
];

test.each(REQUESTS)('a request is a dry-run only once it was made one: $verb', (request) => {
  expect(isDryRun(request)).toBe(false);
  expect(isDryRun(asDryRun(request))).toBe(true);
});

test('a deletion with options says it among them, as the server reads none beside them', () => {
  const [, , , deletion] = REQUESTS;
  if (deletion === undefined) throw new Error('there is no deletion');
  expect(asDryRun(deletion).body).toEqual({ propagationPolicy: 'Background', dryRun: ['All'] });
  expect(isDryRun({ ...deletion, query: { dryRun: 'All' } })).toBe(false);
});
