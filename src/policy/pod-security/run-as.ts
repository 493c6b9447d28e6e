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
  *check(pod, kubernetes) {
    if (isSparedByUserNamespace(pod, kubernetes)) return;
    for (const { who, securityContext, pointer } of allSetters(pod)) {
      const { runAsNonRoot } = securityContext;
      if (!isSet(runAsNonRoot) || runAsNonRoot === true) continue;
      yield {
        pointer: pointerTo(pointer, 'runAsNonRoot'),
        what: `${who} sets runAsNonRoot to ${shown(runAsNonRoot)}.`,
      };
    }
    if (!isSet(podSetter(pod).securityContext['runAsNonRoot'])) yield* silent(pod);
  },
};

function* silent(pod: PodView): Iterable<Breach> {
  for (const { who, securityContext, pointer } of containerSetters(pod)) {
    if (isSet(securityContext['runAsNonRoot'])) continue;
    yield {
      pointer: pointerTo(pointer, 'runAsNonRoot'),
      what: `${who} may run as root: neither it nor its pod sets runAsNonRoot.`,
      unsaid: true,
    };
  }
}

export const runAsUserControl: Control = {
  id: 'runAsUser',
  level: 'restricted',
  since: 23,
  *check(pod, kubernetes) {
    if (isSparedByUserNamespace(pod, kubernetes)) return;
    for (const { who, securityContext, pointer } of allSetters(pod)) {
      const { runAsUser } = securityContext;
      if (!isSet(runAsUser) || (typeof runAsUser === 'number' && runAsUser !== 0)) continue;
      yield {
        pointer: pointerTo(pointer, 'runAsUser'),
        what: `${who} runs as the user ${shown(runAsUser)}.`,
      };
    }
  },
};
