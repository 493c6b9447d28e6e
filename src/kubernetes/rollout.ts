import type { KubeObject } from '../model/cluster.ts';
import { listAt, mappingAt, numberAt, textAt, valueAt } from './parts.ts';

/** How far a rollout is, in words. `failed` does not become `done` by itself. */
export interface Rollout {
  readonly state: 'done' | 'waiting' | 'failed';
  readonly words: string;
}

/** What `kubectl rollout status` says of a Deployment, StatefulSet or DaemonSet; undefined: other kinds have no rollout. */
export function rolloutOf(object: KubeObject): Rollout | undefined {
  const judge = JUDGES.get(textAt(object, 'kind'));
  if (judge === undefined) return undefined;
  if (numberAt(object, 'status', 'observedGeneration') < numberAt(object, 'metadata', 'generation'))
    return waiting('its controller has not seen the change yet');
  return judge(object);
}

const JUDGES: ReadonlyMap<string, (object: KubeObject) => Rollout> = new Map([
  ['Deployment', ofDeployment],
  ['StatefulSet', ofStatefulSet],
  ['DaemonSet', ofDaemonSet],
]);

function ofDeployment(object: KubeObject): Rollout {
  const wanted = replicasOf(object);
  const { replicas, updated, available } = countsOf(object);
  const overdue = listAt(object, 'status', 'conditions').find(
    (condition) => condition['type'] === 'Progressing' && condition['reason'] === 'ProgressDeadlineExceeded',
  );
  if (overdue !== undefined)
    return { state: 'failed', words: `it is over its progress deadline: ${textAt(overdue, 'message')}` };
  if (updated < wanted) return waiting(`${updated} of ${wanted} replicas are updated`);
  if (replicas > updated) return waiting(`${replicas - updated} old replicas are ending`);
  if (available < updated) return waiting(`${available} of ${updated} updated replicas are available`);
  return { state: 'done', words: `${available} of ${wanted} replicas are updated and available` };
}

function ofStatefulSet(object: KubeObject): Rollout {
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete')
    return { state: 'failed', words: 'its update strategy is OnDelete: it has no rollout' };
  const wanted = replicasOf(object);
  const { updated } = countsOf(object);
  const ready = numberAt(object, 'status', 'readyReplicas');
  if (ready < wanted) return waiting(`${ready} of ${wanted} replicas are ready`);
  const partition = numberAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  const due = Math.max(0, wanted - partition);
  if (updated < due) return waiting(`${updated} of ${due} replicas are updated`);
  const { currentRevision, updateRevision } = mappingAt(object, 'status');
  if (partition === 0 && currentRevision !== updateRevision)
    return waiting(`${updated} of ${wanted} replicas are at the new revision`);
  return { state: 'done', words: `${updated} of ${due} replicas are updated and ready` };
}

function ofDaemonSet(object: KubeObject): Rollout {
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete')
    return { state: 'failed', words: 'its update strategy is OnDelete: it has no rollout' };
  const wanted = numberAt(object, 'status', 'desiredNumberScheduled');
  const updated = numberAt(object, 'status', 'updatedNumberScheduled');
  const available = numberAt(object, 'status', 'numberAvailable');
  if (updated < wanted) return waiting(`${updated} of ${wanted} pods are updated`);
  if (available < wanted) return waiting(`${available} of ${wanted} updated pods are available`);
  return { state: 'done', words: `${available} of ${wanted} pods are updated and available` };
}

function countsOf(object: KubeObject) {
  return {
    replicas: numberAt(object, 'status', 'replicas'),
    updated: numberAt(object, 'status', 'updatedReplicas'),
    available: numberAt(object, 'status', 'availableReplicas'),
  };
}

/** Absent, it is 1; the API server fills it in. */
function replicasOf(object: KubeObject): number {
  const replicas = valueAt(object, 'spec', 'replicas');
  return typeof replicas === 'number' ? replicas : 1;
}

function waiting(words: string): Rollout {
  return { state: 'waiting', words };
}
