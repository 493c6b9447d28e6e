import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
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

const merge = (target: ReturnType<typeof at>, body: Json, more: Partial<ApiRequest> = {}): ApiRequest => ({
  verb: 'patch',
  patch: 'merge',
  ...target,
  body,
  ...more,
});

const secrets = at('Secret', 'secrets');
const cronJobs = at('CronJob', 'cronjobs', 'batch');
const deployments = at('Deployment', 'deployments', 'apps');
const pods = at('Pod', 'pods');

describe('what a change means for pods is plain beforehand', () => {
  test.each([
    {
      what: 'a Secret that gets other values',
      target: secrets,
      before: secret,
      body: { stringData: { password: 'new' } },
    },
    { what: 'a CronJob that gets annotations', target: cronJobs, before: cronJob, body: { metadata } },
  ])('of $what: nothing', ({ target, before, body }) => {
    expect(isWithoutPods({ target, before, request: merge(target, body) })).toBe(true);
    expect(isWithoutPods({ target, before, request: merge(target, body, { patch: 'strategic' }) })).toBe(
      true,
    );
  });

  test.each([
    { what: 'a Deployment', target: deployments, before: deployment, body: { metadata } },
    { what: 'a pod', target: pods, before: { kind: 'Pod', spec: {} }, body: { metadata } },
    { what: 'a spec that may get a template', target: cronJobs, before: cronJob, body: { spec: {} } },
  ])('but not of $what', ({ target, before, body }) => {
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
