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
  type Setter,
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
  *check(pod, kubernetes) {
    if (isSparedAsWindows(pod, kubernetes)) return;
    yield* inFields(pod);
    if (isJsonObject(podSetter(pod).securityContext['seccompProfile'])) return;
    for (const { who, securityContext, pointer } of containerSetters(pod)) {
      if (isJsonObject(securityContext['seccompProfile'])) continue;
      yield {
        pointer: pointerTo(pointer, 'seccompProfile'),
        what: `${who} has no seccomp profile, nor has its pod.`,
        unsaid: true,
      };
    }
  },
};

function* inFields(pod: PodView): Iterable<Breach> {
  for (const setter of allSetters(pod)) yield* inField(setter);
}

function* inField({ who, securityContext, pointer }: Setter): Iterable<Breach> {
  const profile = securityContext['seccompProfile'];
  if (!isJsonObject(profile) || ALLOWED.has(profile['type'])) return;
  yield {
    pointer: pointerTo(pointer, 'seccompProfile', 'type'),
    what: `${who} sets the seccomp profile ${shown(profile['type'])}.`,
  };
}

const OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before 1.19 the profile was an annotation. */
function* inAnnotations({ metadata, containers }: PodView): Iterable<Breach> {
  const { annotations } = metadata.value;
  if (!isJsonObject(annotations)) return;
  for (const key of [OF_POD, ...containers.map(({ name }) => OF_CONTAINER + name)]) {
    const value = annotations[key];
    if (typeof value !== 'string' || /^(runtime\/default$|docker\/default$|localhost\/)/.test(value))
      continue;
    yield {
      pointer: pointerTo(metadata.pointer, 'annotations', key),
      what: `The pod is annotated with the seccomp profile ${shown(value)}.`,
    };
  }
}
