import type { Json } from '../../base/json.ts';
import type { Level } from '../../model/pod-security.ts';
import { type PodView, type Setter, valueAt } from '../view/pods.ts';

/** One place where a pod breaks a control. */
export interface Breach {
  readonly pointer: string;
  /** What stands there, or is missing, in one sentence. */
  readonly what: string;
  /** What is named there, where rules tell one from another by it. */
  readonly value?: string;
  /** True where the pod says nothing and the control asks it to. */
  readonly unsaid?: true;
}

/** One of Kubernetes' own Pod Security checks (k8s.io/pod-security-admission, policy/check_*.go). */
export interface Control {
  readonly id: string;
  readonly level: Level;
  /** The first minor version of Kubernetes 1 that has it. */
  readonly since: number;
  /** @param kubernetes the minor version whose form of the check counts; at least `since`. */
  check(pod: PodView, kubernetes: number): readonly Breach[];
}

export function podSetter(pod: PodView): Setter {
  return pod.setters.own;
}

export function containerSetters(pod: PodView): readonly Setter[] {
  return pod.setters.ofContainers;
}

export function allSetters(pod: PodView): readonly Setter[] {
  return pod.setters.all;
}

/** Whether a field is there: Kubernetes takes null for absent. */
export function isSet(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

/** From 1.25 on, a pod that names Windows as its system is spared what only Linux has. */
export function isSparedAsWindows({ spec }: PodView, kubernetes: number): boolean {
  return kubernetes >= 25 && valueAt(spec, 'os', 'name') === 'windows';
}

/** From 1.35 on, root in a user namespace of its own is nobody on the node. */
export function isSparedByUserNamespace({ spec }: PodView, kubernetes: number): boolean {
  return kubernetes >= 35 && spec['hostUsers'] === false;
}

/** A value as a sentence has it, cut where it is long. */
export function shown(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
