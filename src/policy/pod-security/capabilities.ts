import type { Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { listAt, type PodView } from '../view/pods.ts';
import { type Breach, type Control, containerSetters, isSparedAsWindows } from './control.ts';

/** What a container engine gives by default, but for NET_RAW. */
const BASELINE = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const RESTRICTED = new Set(['NET_BIND_SERVICE']);

export function isBaselineCapability(capability: string): boolean {
  return BASELINE.has(capability);
}

export const capabilitiesBaselineControl: Control = {
  id: 'capabilities_baseline',
  level: 'baseline',
  since: 0,
  check: (pod) => addedBeyond(BASELINE, pod),
};

export const capabilitiesRestrictedControl: Control = {
  id: 'capabilities_restricted',
  level: 'restricted',
  since: 22,
  check: (pod, kubernetes) =>
    isSparedAsWindows(pod, kubernetes) ? [] : [...addedBeyond(RESTRICTED, pod), ...kept(pod)],
};

function kept(pod: PodView): Breach[] {
  return containerSetters(pod)
    .filter(({ securityContext }) => !listAt(securityContext, 'capabilities', 'drop').includes('ALL'))
    .map(({ who, pointer }) => ({
      pointer: pointerTo(pointer, 'capabilities', 'drop'),
      what: `${who} does not drop ALL capabilities.`,
      unsaid: true,
    }));
}

/** Kubernetes compares the very text: CAP_KILL or kill is none of the allowed ones. */
function addedBeyond(allowed: ReadonlySet<Json>, pod: PodView): Breach[] {
  return containerSetters(pod).flatMap(({ who, securityContext, pointer }) =>
    listAt(securityContext, 'capabilities', 'add').flatMap((capability, index): Breach[] => {
      // What only the run knows is undecided, a matter of another rule.
      if (typeof capability !== 'string' || allowed.has(capability) || capability.includes('{{')) return [];
      return [
        {
          pointer: pointerTo(pointer, 'capabilities', 'add', index),
          what: `${who} adds the capability ${capability}.`,
          value: capability,
        },
      ];
    }),
  );
}
