import { pointerTo } from '../../base/pointer.ts';
import type { PodView } from '../view/pods.ts';
import {
  allSetters,
  type Breach,
  type Control,
  containerSetters,
  isSet,
  isSparedByUserNamespace,
  podSetter,
  shown,
} from './control.ts';

export const runAsNonRootControl: Control = {
  id: 'runAsNonRoot',
  level: 'restricted',
  since: 0,
  check: (pod, kubernetes) =>
    isSparedByUserNamespace(pod, kubernetes) ? [] : [...refusing(pod), ...silent(pod)],
};

function refusing(pod: PodView): Breach[] {
  return allSetters(pod).flatMap(({ who, securityContext, pointer }) => {
    const { runAsNonRoot } = securityContext;
    if (!isSet(runAsNonRoot) || runAsNonRoot === true) return [];
    return {
      pointer: pointerTo(pointer, 'runAsNonRoot'),
      what: `${who} sets runAsNonRoot to ${shown(runAsNonRoot)}.`,
    };
  });
}

function silent(pod: PodView): Breach[] {
  if (isSet(podSetter(pod).securityContext['runAsNonRoot'])) return [];
  return containerSetters(pod)
    .filter(({ securityContext }) => !isSet(securityContext['runAsNonRoot']))
    .map(({ who, pointer }) => ({
      pointer: pointerTo(pointer, 'runAsNonRoot'),
      what: `${who} may run as root: neither it nor its pod sets runAsNonRoot.`,
      unsaid: true,
    }));
}

export const runAsUserControl: Control = {
  id: 'runAsUser',
  level: 'restricted',
  since: 23,
  check(pod, kubernetes) {
    if (isSparedByUserNamespace(pod, kubernetes)) return [];
    return allSetters(pod).flatMap(({ who, securityContext, pointer }) => {
      const { runAsUser } = securityContext;
      if (!isSet(runAsUser) || (typeof runAsUser === 'number' && runAsUser !== 0)) return [];
      return {
        pointer: pointerTo(pointer, 'runAsUser'),
        what: `${who} runs as the user ${shown(runAsUser)}.`,
      };
    });
  },
};
