import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { PodView } from '../view/pods.ts';
import {
  allSetters,
  type Breach,
  type Control,
  containerSetters,
  isSparedAsWindows,
  podSetter,
  shown,
} from './control.ts';

const ALLOWED = new Set<Json | undefined>(['RuntimeDefault', 'Localhost']);

export const seccompBaselineControl: Control = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  since: 0,
  check: (pod, kubernetes) => (kubernetes < 19 ? inAnnotations(pod) : inFields(pod)),
};

export const seccompRestrictedControl: Control = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  since: 19,
  check: (pod, kubernetes) => (isSparedAsWindows(pod, kubernetes) ? [] : [...inFields(pod), ...silent(pod)]),
};

function inFields(pod: PodView): Breach[] {
  return allSetters(pod).flatMap(({ who, securityContext, pointer }) => {
    const profile = securityContext['seccompProfile'];
    if (!isJsonObject(profile) || ALLOWED.has(profile['type'])) return [];
    return {
      pointer: pointerTo(pointer, 'seccompProfile', 'type'),
      what: `${who} sets the seccomp profile ${shown(profile['type'])}.`,
    };
  });
}

function silent(pod: PodView): Breach[] {
  if (isJsonObject(podSetter(pod).securityContext['seccompProfile'])) return [];
  return containerSetters(pod)
    .filter(({ securityContext }) => !isJsonObject(securityContext['seccompProfile']))
    .map(({ who, pointer }) => ({
      pointer: pointerTo(pointer, 'seccompProfile'),
      what: `${who} has no seccomp profile, nor has its pod.`,
      unsaid: true,
    }));
}

const OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before 1.19 the profile was an annotation. */
function inAnnotations({ metadata, containers }: PodView): Breach[] {
  const { annotations } = metadata.value;
  if (!isJsonObject(annotations)) return [];
  return [OF_POD, ...containers.map(({ name }) => OF_CONTAINER + name)].flatMap((key) => {
    const value = annotations[key];
    if (typeof value !== 'string' || /^(runtime\/default$|docker\/default$|localhost\/)/.test(value))
      return [];
    return {
      pointer: pointerTo(metadata.pointer, 'annotations', key),
      what: `The pod is annotated with the seccomp profile ${shown(value)}.`,
    };
  });
}
