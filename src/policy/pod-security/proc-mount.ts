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
  *check(pod, kubernetes) {
    if (!isSparedByUserNamespace(pod, kubernetes)) yield* otherMounts(pod);
  },
};

/** Where the baseline began to spare pods in user namespaces, the restricted level kept what it asked for. */
export const procMountRestrictedControl: Control = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  check: otherMounts,
};

function* otherMounts(pod: PodView): Iterable<Breach> {
  for (const { who, securityContext, pointer } of containerSetters(pod)) {
    const { procMount } = securityContext;
    if (!isSet(procMount) || procMount === 'Default') continue;
    yield { pointer: pointerTo(pointer, 'procMount'), what: `${who} mounts /proc as ${shown(procMount)}.` };
  }
}
