import { expect, test } from 'vitest';
import { isJsonObject } from '../../../../../src/base/json.ts';
import type { Needed } from '../../../../../src/kubernetes/permits.ts';
import type { Cluster } from '../../../../../src/ports/cluster.ts';
import { AccessReviews } from '../../../../../src/services/kubernetes/plan/access-reviews.ts';

/** Allows to get pods, and says so of a namespace; of anything else it says no. */
function counting(asked: string[]): Cluster {
  return {
    context: '',
    server: '',
    namespace: 'shop',
    kinds: async () => [],
    stream: () => {
      throw new Error('nothing is streamed');
    },
    send: async ({ kind, body }) => {
      asked.push(kind.kind);
      const spec = isJsonObject(body) ? body['spec'] : undefined;
      const isOfAll = isJsonObject(spec) && spec['namespace'] !== undefined;
      const resourceRules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
      return { status: isOfAll ? { incomplete: false, resourceRules } : { allowed: false, reason: 'no' } };
    },
  };
}

const needs = (verb: string, resource: string): Needed => ({
  verb,
  group: '',
  resource,
  namespace: 'shop',
  name: null,
});

test('asks for all rules of a namespace once, and by itself only for what they do not give, once', async () => {
  const asked: string[] = [];
  const reviews = new AccessReviews(counting(asked), new AbortController().signal);
  const [pods, secrets] = [needs('get', 'pods'), needs('get', 'secrets')];
  const expected = [
    { action: 'get pods in shop', allowed: true, why: '' },
    { action: 'get secrets in shop', allowed: false, why: 'no' },
  ];

  expect(await reviews.of([pods, secrets, pods])).toEqual(expected);
  expect(await reviews.of([pods, secrets])).toEqual(expected);
  expect(asked).toEqual(['SelfSubjectRulesReview', 'SelfSubjectAccessReview']);
});
