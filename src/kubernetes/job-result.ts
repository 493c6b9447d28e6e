import { isJsonObject, textOf } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { listAt, mappingAt } from './parts.ts';

export type JobResult =
  | { readonly state: 'running' | 'complete' }
  | { readonly state: 'failed'; readonly why: string };

/** How far a Job is, by its own conditions. */
export function jobResult({ status }: KubeObject): JobResult {
  const conditions = isJsonObject(status) ? listAt(status['conditions']) : [];
  const holds = (type: string) => conditions.find((one) => one['type'] === type && one['status'] === 'True');
  if (holds('Complete') !== undefined) return { state: 'complete' };
  const failed = holds('Failed');
  if (failed === undefined) return { state: 'running' };
  return {
    state: 'failed',
    why: [failed['reason'], failed['message']].filter(Boolean).map(textOf).join(': '),
  };
}

/** How a pod's container ended: `exit 3 (Error)`, `OOMKilled`; undefined: none ended badly, and none is stuck. */
export function podTrouble({
  status,
}: KubeObject): { readonly why: string; readonly exitCode: number | null } | undefined {
  const said = isJsonObject(status) ? status : {};
  const containers = [...listAt(said['initContainerStatuses']), ...listAt(said['containerStatuses'])];
  for (const container of containers) {
    const state = mappingAt(container['state']);
    const ended = mappingAt(state['terminated']);
    const { exitCode, reason, message } = ended;
    if (typeof exitCode === 'number' && exitCode !== 0) {
      const words = [textOf(container['name']), `exit ${exitCode}`, reason, message]
        .filter(Boolean)
        .map(textOf);
      return { why: words.join(', ').trim(), exitCode };
    }
    const waiting = mappingAt(state['waiting']);
    if (STUCK.includes(textOf(waiting['reason'] ?? '')))
      return {
        why: `${textOf(container['name'])}: ${textOf(waiting['reason'])} ${textOf(waiting['message'] ?? '')}`.trim(),
        exitCode: null,
      };
  }
  return undefined;
}

/** Reasons for which a container does not start, whatever time it is given. */
const STUCK = [
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
];
