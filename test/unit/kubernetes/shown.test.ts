import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventViewOf, newestLast } from '../../../src/kubernetes/event-view.ts';
import { podSelectorOf } from '../../../src/kubernetes/selector-text.ts';
import { shownObject } from '../../../src/kubernetes/shown-object.ts';

test('an object is shown without managedFields, and is else as it was', () => {
  const object = {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: 'a', managedFields: [{}] },
    data: { a: '1' },
  };
  expect(shownObject(object)).toEqual({ ...object, metadata: { name: 'a' } });
  expect(shownObject({ kind: 'Status' })).toEqual({ kind: 'Status' });
});

test('nothing of what a Secret holds is shown', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ minLength: 8 })), (data) => {
      const applied = {
        'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ data }),
        team: 'a',
      };
      const metadata = { name: 'a', annotations: applied };
      const shown = shownObject({
        kind: 'Secret',
        apiVersion: 'v1',
        metadata,
        data,
        stringData: data,
        type: 'Opaque',
      });
      expect(shown).toEqual({
        kind: 'Secret',
        apiVersion: 'v1',
        type: 'Opaque',
        metadata: { name: 'a', annotations: { team: 'a' } },
      });
    }),
  );
});

describe('the pods of a workload are chosen', () => {
  test.each([
    [{ selector: { matchLabels: { app: 'web', tier: 'front' } } }, 'app=web,tier=front'],
    [{ selector: { app: 'web' } }, 'app=web'],
    [
      {
        selector: {
          matchExpressions: [
            { key: 'a', operator: 'In', values: ['x', 'y'] },
            { key: 'b', operator: 'NotIn', values: ['z'] },
            { key: 'c', operator: 'Exists' },
            { key: 'd', operator: 'DoesNotExist' },
          ],
        },
      },
      'a in (x,y),b notin (z),c,!d',
    ],
    [{ selector: { matchLabels: {} } }, undefined],
    [{}, undefined],
  ])('%j', (spec, text) => expect(podSelectorOf({ spec })).toBe(text));
});

test('events come the newest last, by whichever field says when', () => {
  const events = [
    { reason: 'b', lastTimestamp: '2026-01-01T00:00:02Z' },
    {
      reason: 'c',
      eventTime: '2026-01-01T00:00:03.000000Z',
      series: { count: 7, lastObservedTime: '2026-01-01T00:00:09.5Z' },
    },
    { reason: 'a', metadata: { creationTimestamp: '2026-01-01T00:00:01Z' } },
  ].map(eventViewOf);
  expect(newestLast(events, null).map(({ reason, count }) => [reason, count])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 7],
  ]);
  expect(newestLast(events, Date.parse('2026-01-01T00:00:02Z')).map(({ reason }) => reason)).toEqual([
    'b',
    'c',
  ]);
});
