import { pointerTo } from '../../base/pointer.ts';
import { valueAt } from '../view/pods.ts';
import { allSetters, type Control, containerSetters, isSet, isSparedAsWindows } from './control.ts';

export const privilegedControl: Control = {
  id: 'privileged',
  level: 'baseline',
  since: 0,
  *check(pod) {
    for (const { who, securityContext, pointer } of containerSetters(pod)) {
      if (securityContext['privileged'] !== true) continue;
      yield { pointer: pointerTo(pointer, 'privileged'), what: `${who} is privileged.` };
    }
  },
};

export const windowsHostProcessControl: Control = {
  id: 'windowsHostProcess',
  level: 'baseline',
  since: 0,
  *check(pod) {
    for (const { who, securityContext, pointer } of allSetters(pod)) {
      if (valueAt(securityContext, 'windowsOptions', 'hostProcess') !== true) continue;
      yield {
        pointer: pointerTo(pointer, 'windowsOptions', 'hostProcess'),
        what: `${who} runs as a process of its Windows node.`,
      };
    }
  },
};

/** Since 1.8 a container has to say that its processes cannot get more rights than their parent. */
export const allowPrivilegeEscalationControl: Control = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  since: 8,
  *check(pod, kubernetes) {
    if (isSparedAsWindows(pod, kubernetes)) return;
    for (const { who, securityContext, pointer } of containerSetters(pod)) {
      const allowed = securityContext['allowPrivilegeEscalation'];
      const place = pointerTo(pointer, 'allowPrivilegeEscalation');
      if (!isSet(allowed))
        yield { pointer: place, what: `${who} does not refuse privilege escalation.`, unsaid: true };
      else if (allowed !== false) yield { pointer: place, what: `${who} allows privilege escalation.` };
    }
  },
};
