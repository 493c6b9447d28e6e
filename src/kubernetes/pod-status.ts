import type { Json, JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { listAt, mappingAt, numberAt, textAt } from './parts.ts';

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly ready: boolean;
  readonly restarts: number;
  /** running, waiting, terminated, or unknown before the kubelet has said. */
  readonly state: string;
  /** Why: CrashLoopBackOff, ImagePullBackOff, OOMKilled, Error, Completed; '' while it runs. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode: number | null;
  /** How it ended the last time; null: it has not ended. */
  readonly last: { readonly reason: string; readonly exitCode: number; readonly finishedAt: string } | null;
}

export interface PodStatus {
  readonly name: string;
  readonly namespace: string;
  readonly node: string;
  readonly phase: string;
  /** As kubectl's STATUS column: the worst that is known. */
  readonly status: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly conditions: Readonly<Record<string, string>>;
  readonly containers: readonly ContainerStatus[];
  /** What is wrong, in words; empty: nothing. */
  readonly problems: readonly string[];
}

/** What a pod and each of its containers do. */
export function podStatusOf(pod: KubeObject): PodStatus {
  const containers = containersOf(pod);
  const conditions = listAt(pod, 'status', 'conditions');
  const phase = textAt(pod, 'status', 'phase') || 'Unknown';
  const isEnding = textAt(pod, 'metadata', 'deletionTimestamp') !== '';
  const reason = textAt(pod, 'status', 'reason');
  const worst = containers.find(({ reason: why }) => why !== '' && why !== 'Completed')?.reason;
  return {
    name: textAt(pod, 'metadata', 'name'),
    namespace: textAt(pod, 'metadata', 'namespace'),
    node: textAt(pod, 'spec', 'nodeName'),
    phase,
    status: isEnding ? 'Terminating' : reason || (phase === 'Succeeded' ? 'Completed' : (worst ?? phase)),
    ready: conditions.some((one) => one['type'] === 'Ready' && one['status'] === 'True'),
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    conditions: Object.fromEntries(conditions.map((one) => [textAt(one, 'type'), textAt(one, 'status')])),
    containers,
    problems: [...podProblems(pod, conditions), ...containers.flatMap(containerProblems)],
  };
}

function containersOf(pod: KubeObject): ContainerStatus[] {
  const status = mappingAt(pod, 'status');
  const known = new Map(
    ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses']
      .flatMap((key) => listAt(status, key))
      .map((one) => [textAt(one, 'name'), one]),
  );
  const declared = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) =>
    listAt(pod, 'spec', key),
  );
  return declared.map((container) => containerOf(container, known.get(textAt(container, 'name')) ?? {}));
}

function containerOf(container: JsonObject, status: JsonObject): ContainerStatus {
  const [state = 'unknown', detail = null] = Object.entries(mappingAt(status, 'state'))[0] ?? [];
  const last = mappingAt(status, 'lastState', 'terminated');
  return {
    name: textAt(container, 'name'),
    image: textAt(container, 'image'),
    ready: status['ready'] === true,
    restarts: numberAt(status, 'restartCount'),
    state,
    reason: textAt(detail, 'reason'),
    message: textAt(detail, 'message').slice(0, 1000),
    exitCode: state === 'terminated' ? numberAt(detail, 'exitCode') : null,
    last: Object.keys(last).length === 0 ? null : endOf(last),
  };
}

function endOf(terminated: Json): NonNullable<ContainerStatus['last']> {
  return {
    reason: textAt(terminated, 'reason'),
    exitCode: numberAt(terminated, 'exitCode'),
    finishedAt: textAt(terminated, 'finishedAt'),
  };
}

/** A container that waits for no more than its turn. */
const ORDINARY: ReadonlySet<string> = new Set(['', 'Completed', 'ContainerCreating', 'PodInitializing']);

function containerProblems({ name, state, reason, message, exitCode, last }: ContainerStatus): string[] {
  const before =
    last === null ? '' : `; it ended with ${last.exitCode}${last.reason === '' ? '' : ` (${last.reason})`}`;
  if (state === 'waiting' && !ORDINARY.has(reason))
    return [`${name}: ${reason}${message === '' ? '' : ` (${message.slice(0, 200)})`}${before}`];
  if (state === 'terminated' && exitCode !== 0) return [`${name}: ${reason || 'Error'}, exit ${exitCode}`];
  if (last?.reason === 'OOMKilled') return [`${name}: OOMKilled the last time`];
  return [];
}

function podProblems(pod: KubeObject, conditions: readonly JsonObject[]): string[] {
  const unscheduled = conditions.find((one) => one['type'] === 'PodScheduled' && one['status'] === 'False');
  const reason = textAt(pod, 'status', 'reason');
  return [
    ...(unscheduled === undefined
      ? []
      : [`${textAt(unscheduled, 'reason')}: ${textAt(unscheduled, 'message').slice(0, 300)}`]),
    ...(reason === '' ? [] : [`${reason}: ${textAt(pod, 'status', 'message').slice(0, 300)}`]),
  ];
}

/** As a line for people. */
export function showPod({ name, status, ready, restarts, node, problems }: PodStatus): string {
  const parts = [
    status,
    ready ? 'ready' : 'not ready',
    `${restarts} restarts`,
    node === '' ? 'no node' : `on ${node}`,
  ];
  return [`${name}: ${parts.join(', ')}`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}
