import { isJsonObject, type Json, type JsonObject, textOf } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';

/** How far a workload is with what its spec says, as `kubectl rollout status` judges it. */
export type Rollout =
  | { readonly state: 'complete'; readonly says: string }
  | { readonly state: 'progressing'; readonly says: string }
  /** It will not get further by itself. */
  | { readonly state: 'stuck'; readonly says: string };

/** undefined: a kind that rolls nothing out. */
export function rolloutOf(object: KubeObject): Rollout | undefined {
  const [metadata, spec, status] = [object['metadata'], object['spec'], object['status']].map(mapping);
  const judge = JUDGES[textOf(object['kind'])];
  if (judge === undefined || spec === undefined || status === undefined) return undefined;
  if (count(status['observedGeneration']) < count(metadata?.['generation']))
    return { state: 'progressing', says: 'its controller has not seen the change yet' };
  return judge(spec, status);
}

const JUDGES: Readonly<Record<string, (spec: JsonObject, status: JsonObject) => Rollout>> = {
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
};

function deployment(spec: JsonObject, status: JsonObject): Rollout {
  const wanted = count(spec['replicas'] ?? 1);
  const [all, updated, available] = [
    status['replicas'],
    status['updatedReplicas'],
    status['availableReplicas'],
  ].map(count);
  const given = conditionOf(status, 'Progressing');
  if (given?.['reason'] === 'ProgressDeadlineExceeded')
    return { state: 'stuck', says: textOf(given['message']) };
  if ((updated ?? 0) < wanted) return progressing(updated, wanted, 'replicas are updated');
  if ((all ?? 0) > (updated ?? 0))
    return progressing((all ?? 0) - (updated ?? 0), all, 'old replicas are still there');
  if ((available ?? 0) < wanted) return progressing(available, wanted, 'updated replicas are available');
  return { state: 'complete', says: `${wanted} of ${wanted} replicas are updated and available` };
}

function statefulSet(spec: JsonObject, status: JsonObject): Rollout {
  const wanted = count(spec['replicas'] ?? 1);
  const { type } = mapping(spec['updateStrategy']);
  if (type === 'OnDelete') return { state: 'complete', says: 'its pods are updated when they are deleted' };
  const ready = count(status['readyReplicas']);
  if (ready < wanted) return progressing(ready, wanted, 'pods are ready');
  const partition = count(mapping(mapping(spec['updateStrategy'])['rollingUpdate'])['partition'] ?? 0);
  const updated = count(status['updatedReplicas']);
  if (partition > 0 && updated < wanted - partition)
    return progressing(updated, wanted - partition, 'pods are updated');
  if (partition === 0 && status['updateRevision'] !== status['currentRevision'])
    return progressing(updated, wanted, 'pods are updated');
  return { state: 'complete', says: `${wanted} of ${wanted} pods are updated and ready` };
}

function daemonSet(spec: JsonObject, status: JsonObject): Rollout {
  const wanted = count(status['desiredNumberScheduled']);
  if (mapping(spec['updateStrategy'])['type'] === 'OnDelete')
    return { state: 'complete', says: 'its pods are updated when they are deleted' };
  const [updated, available] = [status['updatedNumberScheduled'], status['numberAvailable']].map(count);
  if ((updated ?? 0) < wanted) return progressing(updated, wanted, 'pods are updated');
  if ((available ?? 0) < wanted) return progressing(available, wanted, 'updated pods are available');
  return { state: 'complete', says: `${wanted} of ${wanted} pods are updated and available` };
}

function progressing(now: number | undefined, wanted: number | undefined, what: string): Rollout {
  return { state: 'progressing', says: `${now ?? 0} of ${wanted ?? 0} ${what}` };
}

function conditionOf({ conditions }: JsonObject, type: string): JsonObject | undefined {
  return Array.isArray(conditions)
    ? conditions.filter(isJsonObject).find((one) => one['type'] === type)
    : undefined;
}

function mapping(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function count(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
