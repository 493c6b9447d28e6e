import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/json.ts';
import { nodeStatusOf, showNode } from '../../../src/kubernetes/node-status.ts';
import { podStatusOf, showPod } from '../../../src/kubernetes/pod-status.ts';

function pod(state: JsonObject, more: JsonObject = {}): JsonObject {
  const { lastState = {}, ready = false, restartCount = 0, ...status } = more;
  return {
    metadata: { name: 'web-1', namespace: 'shop' },
    spec: { nodeName: 'node-1', containers: [{ name: 'app', image: 'app:1' }] },
    status: {
      phase: 'Running',
      containerStatuses: [{ name: 'app', state, lastState, ready, restartCount }],
      ...status,
    },
  };
}

describe('a pod', () => {
  test('that runs has no problems', () => {
    const status = podStatusOf(
      pod({ running: {} }, { ready: true, conditions: [{ type: 'Ready', status: 'True' }] }),
    );
    expect(status).toMatchObject({
      status: 'Running',
      ready: true,
      problems: [],
      conditions: { Ready: 'True' },
    });
    expect(showPod(status)).toBe('web-1: Running, ready, 0 restarts, on node-1');
  });
  test('that was killed for its memory says so, while it waits and when it runs again', () => {
    const lastState = {
      terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: '2026-01-01T00:00:00Z' },
    };
    const waits = pod(
      { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } },
      { lastState, restartCount: 4 },
    );
    expect(podStatusOf(waits)).toMatchObject({
      status: 'CrashLoopBackOff',
      restarts: 4,
      problems: ['app: CrashLoopBackOff (back-off 10s); it ended with 137 (OOMKilled)'],
    });
    expect(podStatusOf(pod({ running: {} }, { lastState })).problems).toEqual([
      'app: OOMKilled the last time',
    ]);
  });
  test('that finds no image, or no node, says why', () => {
    expect(podStatusOf(pod({ waiting: { reason: 'ImagePullBackOff' } })).problems).toEqual([
      'app: ImagePullBackOff',
    ]);
    const conditions = [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' },
    ];
    const homeless = {
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'app' }] },
      status: { phase: 'Pending', conditions },
    };
    expect(podStatusOf(homeless)).toMatchObject({
      status: 'Pending',
      problems: ['Unschedulable: 0/3 nodes'],
      containers: [{ state: 'unknown', last: null }],
    });
  });
  test('that only starts, is done, or is being deleted is no problem', () => {
    expect(podStatusOf(pod({ waiting: { reason: 'ContainerCreating' } })).problems).toEqual([]);
    expect(
      podStatusOf(pod({ terminated: { reason: 'Completed', exitCode: 0 } }, { phase: 'Succeeded' })),
    ).toMatchObject({ status: 'Completed', problems: [] });
    const ending = pod({ running: {} });
    expect(
      podStatusOf({ ...ending, metadata: { name: 'a', deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    ).toMatchObject({ status: 'Terminating' });
    expect(podStatusOf(pod({ terminated: { reason: 'Error', exitCode: 3 } })).problems).toEqual([
      'app: Error, exit 3',
    ]);
  });
  test('of which nothing is known yet is described too', () => {
    expect(podStatusOf({})).toMatchObject({ phase: 'Unknown', containers: [], problems: [] });
  });
});

describe('a node', () => {
  test('says what presses it, whether it is cordoned, and what keeps pods away', () => {
    const status = nodeStatusOf({
      metadata: { name: 'node-1' },
      spec: {
        unschedulable: true,
        taints: [
          { key: 'gpu', value: 'yes', effect: 'NoSchedule' },
          { key: 'x', effect: 'NoExecute' },
        ],
      },
      status: {
        nodeInfo: { kubeletVersion: 'v1.36.3' },
        conditions: [
          { type: 'MemoryPressure', status: 'True', message: 'little is left' },
          { type: 'DiskPressure', status: 'False' },
          { type: 'Ready', status: 'True' },
        ],
      },
    });
    expect(status).toMatchObject({
      ready: true,
      schedulable: false,
      pressure: ['MemoryPressure'],
      taints: ['gpu=yes:NoSchedule', 'x:NoExecute'],
      problems: ['MemoryPressure: little is left'],
    });
    expect(showNode(status)).toBe(
      'node-1: Ready, SchedulingDisabled, v1.36.3\n  MemoryPressure: little is left',
    );
    expect(nodeStatusOf({ metadata: { name: 'a' } })).toMatchObject({ ready: false, problems: ['NotReady'] });
  });
});
