import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { labelsOf, type PlannedChange } from './object-change.ts';
import { mappingAt } from './parts.ts';

/** What a change means for pods. */
export interface PodImpact {
  /** Restarted, evicted or deleted. */
  readonly pods: number;
  /** Added or taken away. */
  readonly replicas: number;
  readonly namespace: string | null;
  /** Of these pods. */
  readonly labels: Readonly<Record<string, string>>;
}

const NONE = { pods: 0, replicas: 0 };

/** A workload whose template changes starts its pods anew; one that is scaled or deleted adds or loses them. */
export function podImpact({ target, request, before, after }: PlannedChange): PodImpact {
  const { kind, namespace } = target;
  if (kind.group === '' && kind.resource === 'pods') {
    const goes = request.verb === 'delete' || request.subresource === 'eviction';
    return {
      pods: goes && before !== null ? 1 : 0,
      replicas: 0,
      namespace,
      labels: labelsOf(before?.['metadata']),
    };
  }
  const counts = before === null ? created(after) : after === null ? deleted(before) : changed(before, after);
  return { ...counts, namespace, labels: labelsOf(templateOf(before ?? after)['metadata']) };
}

/** Whether it is plain beforehand that a change means nothing for pods: a merge that leaves alone the spec of what has none. */
export function isWithoutPods({
  target: { kind },
  request,
  before,
}: Omit<PlannedChange, 'after' | 'step'>): boolean {
  const { verb, patch, subresource, body } = request;
  const isMerge = verb === 'patch' && (patch === 'merge' || patch === 'strategic') && isJsonObject(body);
  if (!isMerge || subresource !== undefined || before === null || body['spec'] !== undefined) return false;
  const isPod = kind.group === '' && kind.resource === 'pods';
  return !isPod && Object.keys(templateOf(before)).length === 0;
}

function created(after: KubeObject | null): typeof NONE {
  return { pods: 0, replicas: after === null ? 0 : replicasOf(after) };
}

function deleted(before: KubeObject): typeof NONE {
  const pods = replicasOf(before);
  return { pods, replicas: pods };
}

function changed(before: KubeObject, after: KubeObject): typeof NONE {
  const [some, others] = [replicasOf(before), replicasOf(after)];
  const restarts = !isDeepStrictEqual(templateOf(before), templateOf(after));
  return { pods: restarts ? some : Math.max(0, some - others), replicas: Math.abs(others - some) };
}

/** A DaemonSet has as many pods as nodes want one. */
function replicasOf(object: KubeObject): number {
  const [spec, status] = [mappingAt(object['spec']), mappingAt(object['status'])];
  if (object['kind'] === 'DaemonSet') return numberOf(status['desiredNumberScheduled']) ?? 0;
  if (object['kind'] === 'Pod') return 1;
  if (object['kind'] === 'Scale') return numberOf(spec['replicas']) ?? 0;
  if (Object.keys(templateOf(object)).length === 0) return 0;
  return numberOf(spec['replicas']) ?? (object['kind'] === 'Job' ? (numberOf(status['active']) ?? 0) : 1);
}

function templateOf(object: KubeObject | null): JsonObject {
  return mappingAt(mappingAt(object?.['spec'])['template']);
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
