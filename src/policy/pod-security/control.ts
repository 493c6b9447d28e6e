import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { Level } from '../../model/pod-security.ts';
import { nameOf, type PodView, valueAt } from '../view/pods.ts';

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

/** A pod or one of its containers, and the security context that it sets. */
export interface Setter {
  /** As a sentence begins: The container web. */
  readonly who: string;
  readonly securityContext: JsonObject;
  /** Of the security context, also where there is none. */
  readonly pointer: string;
}

export function podSetter(pod: PodView): Setter {
  return settersOf(pod).own;
}

export function containerSetters(pod: PodView): readonly Setter[] {
  return settersOf(pod).ofContainers;
}

export function allSetters(pod: PodView): readonly Setter[] {
  return settersOf(pod).all;
}

interface Setters {
  readonly own: Setter;
  readonly ofContainers: readonly Setter[];
  readonly all: readonly Setter[];
}

/** Most controls ask for the same ones. */
const SETTERS = new WeakMap<PodView, Setters>();

function settersOf(pod: PodView): Setters {
  const known = SETTERS.get(pod);
  if (known !== undefined) return known;
  const own = setter('The pod', pod.spec, pod.pointer);
  const ofContainers = pod.containers.map((container) =>
    setter(nameOf(container), container.value, container.pointer),
  );
  const setters = { own, ofContainers, all: [own, ...ofContainers] };
  SETTERS.set(pod, setters);
  return setters;
}

function setter(who: string, value: JsonObject, pointer: string): Setter {
  const securityContext = value['securityContext'];
  return {
    who,
    securityContext: isJsonObject(securityContext) ? securityContext : {},
    pointer: pointerTo(pointer, 'securityContext'),
  };
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
