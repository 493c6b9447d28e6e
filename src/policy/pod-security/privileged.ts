import { pointerTo } from '../../base/pointer.ts';
import { valueAt } from '../view/pods.ts';
import {
  allSetters,
  type Breach,
  type Control,
  containerSetters,
  isSet,
  isSparedAsWindows,
} from './control.ts';

export const privilegedControl: Control = {
  id: 'privileged',
  level: 'baseline',
  since: 0,
  check: (pod) =>
    containerSetters(pod)
      .filter(({ securityContext }) => securityContext['privileged'] === true)
      .map(({ who, pointer }) => ({
        pointer: pointerTo(pointer, 'privileged'),
        what: `${who} is privileged.`,
      })),
};

export const windowsHostProcessControl: Control = {
  id: 'windowsHostProcess',
  level: 'baseline',
  since: 0,
  check: (pod) =>
    allSetters(pod)
      .filter(({ securityContext }) => valueAt(securityContext, 'windowsOptions', 'hostProcess') === true)
      .map(({ who, pointer }) => ({
        pointer: pointerTo(pointer, 'windowsOptions', 'hostProcess'),
        what: `${who} runs as a process of its Windows node.`,
      })),
};

/** Since 1.8 a container has to say that its processes cannot get more rights than their parent. */
export const allowPrivilegeEscalationControl: Control = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  since: 8,
  check(pod, kubernetes) {
    if (isSparedAsWindows(pod, kubernetes)) return [];
    return containerSetters(pod).flatMap(({ who, securityContext, pointer }): Breach | never[] => {
      const allowed = securityContext['allowPrivilegeEscalation'];
      if (allowed === false) return [];
      const place = pointerTo(pointer, 'allowPrivilegeEscalation');
      return isSet(allowed)
        ? { pointer: place, what: `${who} allows privilege escalation.` }
        : { pointer: place, what: `${who} does not refuse privilege escalation.`, unsaid: true };
    });
  },
};
