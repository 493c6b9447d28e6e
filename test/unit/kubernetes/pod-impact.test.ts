import { describe, expect, test } from 'vitest';
import { isWithoutPods } from '../../../src/kubernetes/pod-impact.ts';
import type { ApiRequest, KubeObject } from '../../../src/model/cluster.ts';

const at = (kind: string, resource: string, group = '') => ({
  kind: {
    group,
    version: 'v1',
    kind,
    resource,
    aliases: [],
    namespaced: true,
    subresources: [],
    verbs: [],
  },
  namespace: 'shop',
  name: 'it',
});

const secret: KubeObject = { kind: 'Secret', data: { password: 'b2xk' } };
const cronJob: KubeObject = { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: {} } } } } };
const deployment: KubeObject = {
  kind: 'Deployment',
  spec: { replicas: 3, template: { spec: { containers: [] } } },
};
const metadata = { annotations: { seen: 'yes' } };

const merge = (
  target: ReturnType<typeof at>,
  body: ApiRequest['body'],
  more: Partial<ApiRequest> = {},
): ApiRequest => ({ verb: 'patch', patch: 'merge', ...target, body, ...more });

describe('what a change means for pods is plain beforehand', () => {
  test.each([
    ['a Secret that gets other values', at('Secret', 'secrets'), secret, { stringData: { password: 'new' } }],
    ['a CronJob that gets annotations', at('CronJob', 'cronjobs', 'batch'), cronJob, { metadata }],
  ])('of %s: nothing', (_, target, before, body) => {
    expect(isWithoutPods({ target, before, request: merge(target, body) })).toBe(true);
    expect(isWithoutPods({ target, before, request: merge(target, body, { patch: 'strategic' }) })).toBe(
      true,
    );
  });

  test.each([
    [
      'a Deployment: its template may change',
      at('Deployment', 'deployments', 'apps'),
      deployment,
      { metadata },
    ],
    ['a pod', at('Pod', 'pods'), { kind: 'Pod', spec: {} }, { metadata }],
    ['a spec that may get a template', at('CronJob', 'cronjobs', 'batch'), cronJob, { spec: {} }],
  ])('but not of %s', (_, target, before, body) => {
    expect(isWithoutPods({ target, before, request: merge(target, body) })).toBe(false);
  });

  test.each<[string, Partial<ApiRequest>]>([
    ['a JSON patch', { patch: 'json', body: [{ op: 'remove', path: '/data' }] }],
    ['what is applied', { patch: 'apply' }],
    ['a deletion', { verb: 'delete' }],
    ['a subresource', { subresource: 'scale' }],
  ])('nor by %s', (_, more) => {
    const target = at('Secret', 'secrets');
    expect(isWithoutPods({ target, before: secret, request: merge(target, { metadata }, more) })).toBe(false);
  });

  test('nor of what is not there yet', () => {
    const target = at('Secret', 'secrets');
    expect(isWithoutPods({ target, before: null, request: merge(target, { metadata }) })).toBe(false);
  });
});
