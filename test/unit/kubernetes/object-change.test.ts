import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { objectChange } from '../../../src/kubernetes/object-change.ts';
import type { ApiRequest, KubeObject } from '../../../src/model/cluster.ts';

const kind = {
  group: '',
  version: 'v1',
  kind: 'Service',
  resource: 'services',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const target = { kind, namespace: 'shop', name: 'web' };

function change(before: KubeObject | null, body: JsonObject, after: KubeObject) {
  const request: ApiRequest = { verb: 'patch', ...target, patch: 'apply', body };
  return { step: 'make', target, request, before, after };
}

describe('the fields of a change that nobody knows yet', () => {
  test('are told of a new object without the value that a dry-run gave', () => {
    const after = { spec: { clusterIP: '10.96.0.0', type: 'ClusterIP', selector: { app: 'web' } } };
    const made = change(null, { spec: { selector: { app: 'web' } } }, after);

    expect(objectChange(made, { chosen: ['spec.clusterIP'], marks: [] }).fields).toEqual([
      { path: 'spec.selector.app', state: 'changed', own: true, after: 'web' },
      { path: 'spec.clusterIP', state: 'unknown', own: false, why: 'the server chooses it' },
    ]);
  });

  test('are left out of a list that the plan sets', () => {
    const ports = [{ port: 80, nodePort: 32_769 }];
    const made = change(null, { spec: { ports: [{ port: 80 }] } }, { spec: { ports } });

    expect(objectChange(made, { chosen: ['spec.ports[0].nodePort'], marks: [] }).fields).toEqual([
      { path: 'spec.ports', state: 'changed', own: true, after: [{ port: 80 }] },
      { path: 'spec.ports[0].nodePort', state: 'unknown', own: false, why: 'the server chooses it' },
    ]);
  });

  test('are told of another with what they were', () => {
    const before = { metadata: { annotations: { by: 'run_1/again' } }, spec: { type: 'ClusterIP' } };
    const after = { metadata: { annotations: { by: 'RUN/again' } }, spec: { type: 'ClusterIP' } };
    const marked = change(before, after, after);

    const marks = ['metadata.annotations.by'];
    expect(objectChange(marked, { chosen: [], marks }).fields).toEqual([
      {
        path: 'metadata.annotations.by',
        state: 'unknown',
        own: true,
        before: 'run_1/again',
        why: 'it names the run',
      },
    ]);
  });
});

test('a Secret that is made of stringData has fields, whose values nobody sees', () => {
  const secret = { ...target, kind: { ...kind, kind: 'Secret', resource: 'secrets' } };
  const body = { kind: 'Secret', stringData: { user: 'shop' } };
  const request: ApiRequest = { verb: 'patch', ...secret, patch: 'apply', body };
  const after = { kind: 'Secret', data: { user: 'c2hvcA==' } };

  expect(objectChange({ step: 'make', target: secret, request, before: null, after }).fields).toEqual([
    { path: 'data.user', state: 'changed', own: true, after: '(secret)' },
  ]);
});
