import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingFor, showNeeded } from '../../../src/kubernetes/permits.ts';
import type { ApiKind, ApiRequest, ApiVerb, Permission } from '../../../src/model/cluster.ts';

const DEPLOYMENTS = kind('apps', 'Deployment', 'deployments');
const PODS = kind('', 'Pod', 'pods');
const NODES = { ...kind('', 'Node', 'nodes'), namespaced: false };
const NAMESPACES = { ...kind('', 'Namespace', 'namespaces'), namespaced: false };

describe('what a package declares', () => {
  test('lets a request pass that needs no more', () => {
    expect(missing([permission({})], request({}))).toBeUndefined();
  });

  test.each<[string, Partial<Permission>]>([
    ['another verb', { verbs: ['get'] }],
    ['another group', { apiGroups: [''] }],
    ['another resource', { resources: ['statefulsets'] }],
    ['another namespace', { namespaces: ['bank'] }],
    ['another object', { resourceNames: ['db'] }],
    ['only a subresource', { resources: ['deployments/scale'] }],
  ])('keeps from a request whoever declares %s', (_what, changes) => {
    expect(missing([permission(changes)], request({}))).toBe('patch deployments.apps "web" in shop');
  });

  test('does not add two halves up to a whole', () => {
    const halves = [permission({ namespaces: ['bank'] }), permission({ verbs: ['get'] })];
    expect(missing(halves, request({}))).toBeDefined();
  });

  test.each<[string, Partial<Permission>]>([
    ['verbs', { verbs: ['*'] }],
    ['groups', { apiGroups: ['*'] }],
    ['resources', { resources: ['*'] }],
    ['namespaces, by naming none', { namespaces: null }],
  ])('may be all %s', (_what, changes) => {
    expect(missing([permission(changes)], request({}))).toBeUndefined();
  });

  test('gives a subresource by its name, or of every resource by a star', () => {
    const evict = request({ verb: 'create', kind: PODS, subresource: 'eviction' });
    const given = ['pods/eviction', '*/eviction', 'pods'].map((resource) =>
      missing([permission({ apiGroups: [''], verbs: ['create'], resources: [resource] })], evict),
    );
    expect(given.slice(0, 2)).toEqual([undefined, undefined]);
    expect(given[2]).toBe('create pods/eviction "web" in shop');
  });

  test('counts a list of all namespaces as one, and what has no namespace', () => {
    const all = request({ verb: 'list', namespace: null, name: null });
    expect(missing([permission({ verbs: ['list'] })], all)).toBe('list deployments.apps');
    const node = request({ kind: NODES, namespace: null });
    const nodes = { apiGroups: [''], resources: ['nodes'] };
    expect(missing([permission(nodes)], node)).toBeDefined();
    expect(missing([permission({ ...nodes, namespaces: null })], node)).toBeUndefined();
  });

  test('takes a namespace for one that lies in itself, as RBAC does', () => {
    const shop = request({ verb: 'get', kind: NAMESPACES, namespace: null, name: 'shop' });
    const given = permission({ apiGroups: [''], resources: ['namespaces'], verbs: ['get'] });
    expect(missing([given], shop)).toBeUndefined();
    expect(missing([given], { ...shop, name: 'bank' })).toBe('get namespaces "bank" in bank');
  });

  test('must let an apply create, unless it names the object that it changes', () => {
    const apply = request({ patch: 'apply', body: { metadata: { name: 'web' } } });
    expect(missing([permission({})], apply)).toBe('create deployments.apps "web" in shop');
    expect(missing([permission({ verbs: ['patch', 'create'] })], apply)).toBeUndefined();
    expect(
      missing([permission({})], { ...apply, body: { metadata: { name: 'web', uid: '1' } } }),
    ).toBeUndefined();
  });

  test('never gives more when a permission is taken away', () => {
    const gained = fc.check(
      fc.property(fc.array(anyPermission(), { maxLength: 4 }), anyRequest(), fc.nat(3), (all, asked, at) => {
        const fewer = all.filter((_, index) => index !== at);
        return missing(all, asked) === undefined || missing(fewer, asked) !== undefined;
      }),
    );
    expect(gained.counterexample).toBeNull();
  });
});

function kind(group: string, name: string, resource: string): ApiKind {
  return {
    group,
    version: 'v1',
    kind: name,
    resource,
    aliases: [],
    namespaced: true,
    subresources: [],
    verbs: [],
  };
}

function permission(changes: Partial<Permission>): Permission {
  return {
    apiGroups: ['apps'],
    resources: ['deployments'],
    verbs: ['patch'],
    namespaces: ['shop'],
    resourceNames: null,
    ...changes,
  };
}

function request(changes: Partial<ApiRequest>): ApiRequest {
  return { verb: 'patch', kind: DEPLOYMENTS, namespace: 'shop', name: 'web', patch: 'merge', ...changes };
}

function missing(permissions: readonly Permission[], asked: ApiRequest): string | undefined {
  const needed = missingFor(permissions, asked);
  return needed === undefined ? undefined : showNeeded(needed);
}

function anyPermission(): fc.Arbitrary<Permission> {
  return fc.record({
    apiGroups: some('', 'apps', '*'),
    resources: some('deployments', 'pods', 'pods/eviction', '*'),
    verbs: some('get', 'patch', 'create', '*'),
    namespaces: fc.option(some('shop', 'bank')),
    resourceNames: fc.option(some('web', 'db')),
  });
}

function anyRequest(): fc.Arbitrary<ApiRequest> {
  return fc.record({
    verb: fc.constantFrom<ApiVerb>('get', 'patch', 'create', 'delete'),
    kind: fc.constantFrom(DEPLOYMENTS, PODS, NODES),
    namespace: fc.constantFrom('shop', 'bank', null),
    name: fc.constantFrom('web', 'db', null),
    patch: fc.constant('merge' as const),
  });
}

function some(...of: string[]): fc.Arbitrary<string[]> {
  return fc.subarray(of, { minLength: 1 });
}
