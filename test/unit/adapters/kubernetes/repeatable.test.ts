import { describe, expect, test } from 'vitest';
import { isRepeatable } from '../../../../src/adapters/kubernetes/repeatable.ts';
import type { ApiKind, ApiRequest } from '../../../../src/model/cluster.ts';

const kind: ApiKind = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  resource: 'deployments',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const request = (verb: ApiRequest['verb'], more: Partial<ApiRequest> = {}): ApiRequest => ({
  verb,
  kind,
  namespace: 'shop',
  name: 'web',
  ...more,
});
const uid = { preconditions: { uid: 'u' } };

describe('what may be sent twice', () => {
  test.each<[string, ApiRequest]>([
    ['a read', request('get')],
    ['a list', request('list')],
    ['a watch', request('watch')],
    ['an apply', request('patch', { body: {} })],
    ['a merge patch', request('patch', { patch: 'merge', body: { spec: { replicas: 1 } } })],
    ['anything that is only tried', request('update', { query: { dryRun: 'All' } })],
    [
      'a question about permissions',
      request('create', { kind: { ...kind, group: 'authorization.k8s.io' }, name: null }),
    ],
    ['a request for a token', request('create', { subresource: 'token' })],
    [
      'the making of an object with a name',
      request('create', { name: null, body: { metadata: { name: 'web' } } }),
    ],
    ['a deletion of one uid', request('delete', { body: uid })],
    ['an eviction of one uid', request('create', { subresource: 'eviction', body: { deleteOptions: uid } })],
  ])('%s', (_, one) => expect(isRepeatable(one)).toBe(true));

  test.each<[string, ApiRequest]>([
    ['a JSON patch', request('patch', { patch: 'json', body: [] })],
    ['an apply that names a version', request('patch', { body: { metadata: { resourceVersion: '1' } } })],
    ['an update', request('update', { body: {} })],
    ['a deletion of whatever has the name', request('delete')],
    ['a deletion of many', request('deletecollection', { name: null })],
    [
      'the making of an object that gets a name',
      request('create', { name: null, body: { metadata: { generateName: 'w-' } } }),
    ],
    ['an eviction of whatever has the name', request('create', { subresource: 'eviction', body: {} })],
    ['a command in a container', request('create', { subresource: 'exec' })],
  ])('but not %s', (_, one) => expect(isRepeatable(one)).toBe(false));
});
