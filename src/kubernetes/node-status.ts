import type { JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { listAt, mappingAt, textAt } from './parts.ts';

export interface NodeStatus {
  readonly name: string;
  readonly ready: boolean;
  /** false: it is cordoned. */
  readonly schedulable: boolean;
  readonly conditions: Readonly<Record<string, string>>;
  /** MemoryPressure, DiskPressure, PIDPressure, NetworkUnavailable, where they hold. */
  readonly pressure: readonly string[];
  /** KEY=VALUE:EFFECT */
  readonly taints: readonly string[];
  readonly kubelet: string;
  readonly allocatable: JsonObject;
  readonly problems: readonly string[];
}

export function nodeStatusOf(node: KubeObject): NodeStatus {
  const conditions = listAt(node, 'status', 'conditions');
  const ready = conditions.find((one) => one['type'] === 'Ready');
  const pressing = conditions.filter((one) => one['type'] !== 'Ready' && one['status'] === 'True');
  const isReady = ready?.['status'] === 'True';
  return {
    name: textAt(node, 'metadata', 'name'),
    ready: isReady,
    schedulable: mappingAt(node, 'spec')['unschedulable'] !== true,
    conditions: Object.fromEntries(conditions.map((one) => [textAt(one, 'type'), textAt(one, 'status')])),
    pressure: pressing.map((one) => textAt(one, 'type')),
    taints: listAt(node, 'spec', 'taints').map(taintText),
    kubelet: textAt(node, 'status', 'nodeInfo', 'kubeletVersion'),
    allocatable: mappingAt(node, 'status', 'allocatable'),
    problems: [
      ...(isReady ? [] : [words('NotReady', ready)]),
      ...pressing.map((one) => words(textAt(one, 'type'), one)),
    ],
  };
}

function words(name: string, condition: JsonObject | undefined): string {
  const message = textAt(condition, 'message').slice(0, 300);
  return message === '' ? name : `${name}: ${message}`;
}

function taintText(taint: JsonObject): string {
  const value = textAt(taint, 'value');
  return `${textAt(taint, 'key')}${value === '' ? '' : `=${value}`}:${textAt(taint, 'effect')}`;
}

/** As a line for people. */
export function showNode({ name, ready, schedulable, kubelet, problems }: NodeStatus): string {
  const parts = [ready ? 'Ready' : 'NotReady', ...(schedulable ? [] : ['SchedulingDisabled']), kubelet];
  return [`${name}: ${parts.join(', ')}`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}
