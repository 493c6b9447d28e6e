import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { rolloutOf } from '../../../src/kubernetes/rollout.ts';

interface Numbers {
  readonly wanted: number;
  readonly status: JsonObject;
  readonly generation?: number;
  readonly strategy?: JsonObject;
}

function workload(kind: string, { wanted, status, generation = 1, strategy = {} }: Numbers): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', generation },
    spec: { replicas: wanted, updateStrategy: strategy },
    status: { observedGeneration: 1, ...status },
  };
}

const all = (count: number) => ({
  replicas: count,
  updatedReplicas: count,
  availableReplicas: count,
  readyReplicas: count,
});

describe('a rollout', () => {
  test.each<[string, JsonObject, string, string]>([
    [
      'that nobody has seen',
      workload('Deployment', { wanted: 2, status: all(2), generation: 2 }),
      'waiting',
      'its controller has not seen the change yet',
    ],
    [
      'that is under way',
      workload('Deployment', { wanted: 3, status: { ...all(3), updatedReplicas: 1 } }),
      'waiting',
      '1 of 3 replicas are updated',
    ],
    [
      'whose old pods are ending',
      workload('Deployment', { wanted: 2, status: { ...all(2), replicas: 3 } }),
      'waiting',
      '1 old replicas are ending',
    ],
    [
      'whose pods are not there yet',
      workload('Deployment', { wanted: 2, status: { ...all(2), availableReplicas: 1 } }),
      'waiting',
      '1 of 2 updated replicas are available',
    ],
    [
      'that is complete',
      workload('Deployment', { wanted: 2, status: all(2) }),
      'done',
      '2 of 2 replicas are updated and available',
    ],
    [
      'to nothing',
      workload('Deployment', { wanted: 0, status: {} }),
      'done',
      '0 of 0 replicas are updated and available',
    ],
    [
      'of a StatefulSet',
      workload('StatefulSet', {
        wanted: 2,
        status: { ...all(2), currentRevision: 'b', updateRevision: 'b' },
      }),
      'done',
      '2 of 2 replicas are updated and ready',
    ],
    [
      'of a StatefulSet at two revisions',
      workload('StatefulSet', {
        wanted: 2,
        status: { ...all(2), currentRevision: 'a', updateRevision: 'b' },
      }),
      'waiting',
      '2 of 2 replicas are at the new revision',
    ],
    [
      'of a StatefulSet up to its partition',
      workload('StatefulSet', {
        wanted: 3,
        status: { readyReplicas: 3, updatedReplicas: 1 },
        strategy: { rollingUpdate: { partition: 2 } },
      }),
      'done',
      '1 of 1 replicas are updated and ready',
    ],
    [
      'of a StatefulSet that only a deletion updates',
      workload('StatefulSet', { wanted: 2, status: all(2), strategy: { type: 'OnDelete' } }),
      'failed',
      'its update strategy is OnDelete: it has no rollout',
    ],
    [
      'of a DaemonSet',
      workload('DaemonSet', {
        wanted: 0,
        status: { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2 },
      }),
      'waiting',
      '2 of 3 updated pods are available',
    ],
  ])('%s', (...[, object, state, words]) => expect(rolloutOf(object)).toEqual({ state, words }));

  test('that is over its deadline does not become good by itself', () => {
    const conditions = [
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'too slow' },
    ];
    const object = workload('Deployment', { wanted: 2, status: { ...all(1), conditions } });
    expect(rolloutOf(object)).toEqual({
      state: 'failed',
      words: 'it is over its progress deadline: too slow',
    });
  });

  test('is nothing that other kinds have', () => {
    expect(rolloutOf({ kind: 'ConfigMap', metadata: { generation: 3 } })).toBeUndefined();
  });

  test('is done only where every count is what is wanted, whatever the counts are', () => {
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), ([wanted, replicas, updated, available]) => {
        const status = { replicas, updatedReplicas: updated, availableReplicas: available };
        const isDone = rolloutOf(workload('Deployment', { wanted, status }))?.state === 'done';
        // Kubernetes never counts more updated than all.
        fc.pre(updated <= replicas && available <= replicas);
        expect(isDone).toBe(updated >= wanted && replicas === updated && available === updated);
      }),
    );
  });
});
