import { expect, it } from 'vitest';
import { recreated, says } from '../../../src/kubernetes/recreated.ts';

const metadata = { name: 'a', labels: { of: 'test' }, finalizers: ['example.org/held'] };
const servers = {
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
  managedFields: [],
};

it('drops what the server gives an object, and keeps the rest', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadata, ...servers },
    data: { a: '1' },
  };
  expect(recreated({ ...object, status: {} })).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { a: '1' },
  });
});

it('lets a Job select its pods anew, unless it chose how itself', () => {
  const labels = {
    app: 'x',
    'batch.kubernetes.io/controller-uid': 'u',
    'controller-uid': 'u',
    'job-name': 'a',
  };
  const spec = {
    selector: { matchLabels: { 'controller-uid': 'u' } },
    template: { metadata: { labels }, spec: {} },
  };
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata, spec };
  expect(recreated(job)['spec']).toEqual({ template: { metadata: { labels: { app: 'x' } }, spec: {} } });
  expect(recreated({ ...job, spec: { ...spec, manualSelector: true } })['spec']).toMatchObject(spec);
});

it('knows an object that says as much and more', () => {
  expect(says({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toBe(true);
  expect(says({ a: { c: 2 } }, { a: { b: 1 } })).toBe(false);
  expect(says(undefined, { a: 1 })).toBe(false);
});
