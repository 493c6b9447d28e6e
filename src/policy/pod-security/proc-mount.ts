import { pointerTo } from '../../base/pointer.ts';
import type { PodView } from '../view/pods.ts';
import {
  type Breach,
  type Control,
  containerSetters,
  isSet,
  isSparedByUserNamespace,
  shown,
} from './control.ts';

export const procMountControl: Control = {
  id: 'procMount',
  level: 'baseline',
  since: 0,
  check: (pod, kubernetes) => (isSparedByUserNamespace(pod, kubernetes) ? [] : otherMounts(pod)),
};

/** Where the baseline began to spare pods in user namespaces, the restricted level kept what it asked for. */
export const procMountRestrictedControl: Control = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  check: otherMounts,
};

function otherMounts(pod: PodView): Breach[] {
  return containerSetters(pod).flatMap(({ who, securityContext, pointer }) => {
    const { procMount } = securityContext;
    if (!isSet(procMount) || procMount === 'Default') return [];
    return { pointer: pointerTo(pointer, 'procMount'), what: `${who} mounts /proc as ${shown(procMount)}.` };
  });
}
