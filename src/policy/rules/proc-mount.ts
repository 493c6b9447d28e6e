import { procMountControl } from '../pod-security/proc-mount.ts';
import { podRule } from './pod-rule.ts';

export const procMount = podRule(procMountControl, {
  id: 'proc-mount',
  title: 'Mounts /proc without its masks',
  severity: 'high',
  why: 'The masks hide what of /proc belongs to the node. Without them a container sees the kernel of the node, and can change how it runs.',
  fix: 'Remove procMount, or give the pod a user namespace of its own with hostUsers: false.',
});
