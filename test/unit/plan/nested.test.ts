import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../../src/model/generated/manifest.ts';
import { beyondParent } from '../../../src/plan/nested/beyond.ts';
import { MOST_DEEP, refuseChain } from '../../../src/plan/nested/chain.ts';
import { strictestApproval } from '../../../src/plan/nested/stricter.ts';

type Spec = Manifest['spec'];
type Permissions = NonNullable<NonNullable<Spec['validation']>['permissions']>;

const spec = (validation: Spec['validation'], inputs?: Spec['inputs']): Spec => ({
  runtime: { type: 'shell' },
  handlers: [],
  ...(validation !== undefined && { validation }),
  ...(inputs !== undefined && { inputs }),
});
const permitted = (...permissions: Permissions) => spec({ permissions });
const beyond = (parent: Spec, child: Spec, inputs = {}) => beyondParent(parent, child, { inputs });
const READ = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] };

describe('what a nested workflow declares', () => {
  test('lies within its parent where that declares the same or more', () => {
    const some = fc.record({
      resources: fc.uniqueArray(fc.constantFrom('pods', 'jobs', 'nodes'), { minLength: 1 }),
      verbs: fc.uniqueArray(fc.constantFrom('get', 'list', 'delete'), { minLength: 1 }),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const both = permitted(one, other);
        expect(beyond(both, both)).toEqual([]);
        expect(beyond(permitted({ resources: ['*'], verbs: ['*'] }), both)).toEqual([]);
        const isLess =
          one.resources.every((name) => other.resources.includes(name)) &&
          one.verbs.every((verb) => other.verbs.includes(verb));
        expect(beyond(permitted(other), permitted(one)).length === 0).toBe(isLess);
      }),
    );
  });

  test.each<[string, { parent: Spec; child: Spec }, readonly string[]]>([
    [
      'egress to another place',
      {
        parent: spec({ network: { egress: ['a.example.org:443'] } }),
        child: spec({ network: { egress: ['A.example.org:443', 'b.example.org:443'] } }),
      },
      ['egress b.example.org:443'],
    ],
    [
      'egress where the parent has none',
      { parent: spec(undefined), child: spec({ network: { egress: ['a:1'] } }) },
      ['egress a:1'],
    ],
    [
      'another verb',
      { parent: permitted(READ), child: permitted({ ...READ, verbs: ['get', 'delete'] }) },
      ['get, delete deployments cluster-wide'],
    ],
    [
      'every namespace, where the parent names one',
      { parent: permitted({ ...READ, namespaces: ['web'] }), child: permitted(READ) },
      ['get deployments cluster-wide'],
    ],
    [
      'another API group',
      { parent: permitted(READ), child: permitted({ ...READ, apiGroups: [''] }) },
      ['get deployments cluster-wide'],
    ],
  ])('is beyond it: %s', (_, { parent, child }, expected) => {
    expect(beyond(parent, child)).toEqual(expected);
  });

  test('is read with the inputs that the step gives', () => {
    const child = permitted({ ...READ, namespaces: ['${{ inputs.where }}'] });
    const parent = permitted({ ...READ, namespaces: ['${{ inputs.where }}', 'web'] });

    expect(beyond(parent, child, { where: 'web' })).toEqual([]);
    expect(beyond(parent, child, { where: '${{ inputs.where }}' })).toEqual([]);
    expect(beyond(parent, child, { where: 'other' })).toHaveLength(1);
    // The same text means another thing there.
    expect(beyond(parent, child)).toHaveLength(1);
    const withDefault = spec(
      { permissions: [{ ...READ, namespaces: ['${{ inputs.where }}'] }] },
      { type: 'object', properties: { where: { type: 'string', default: 'web' } } },
    );
    expect(beyond(parent, withDefault)).toEqual([]);
  });
});

describe('a chain of workflows', () => {
  test('never comes back to one of its own, and says how it would', () => {
    expect(() => refuseChain(['a@1.0.0', 'b@1.0.0'], 'a@1.0.0')).toThrow(
      'a@1.0.0 nests itself: a@1.0.0 → b@1.0.0 → a@1.0.0',
    );
    expect(() => refuseChain(['a@1.0.0', 'b@1.0.0'], 'a@2.0.0')).not.toThrow();
  });

  test('has five at most', () => {
    const chain = Array.from({ length: MOST_DEEP - 1 }, (_, i) => `w${i}@1.0.0`);
    expect(() => refuseChain(chain, 'last@1.0.0')).not.toThrow();
    expect(() => refuseChain([...chain, 'last@1.0.0'], 'more@1.0.0')).toThrow('more than 5 deep');
  });
});

test('one approval asks what the strictest workflow asks', () => {
  const own = { approvers: 1, expiresInMs: 100, separateFromRequester: false };
  const nested = { approvers: 2, expiresInMs: 200, separateFromRequester: true };

  expect(strictestApproval([own, nested])).toEqual({
    approvers: 2,
    expiresInMs: 100,
    separateFromRequester: true,
  });
});
