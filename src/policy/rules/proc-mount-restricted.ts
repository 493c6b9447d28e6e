import { procMountRestrictedControl } from '../pod-security/proc-mount.ts';
import { podRule } from './pod-rule.ts';

export const procMountRestricted = podRule(procMountRestrictedControl, {
  id: 'proc-mount-restricted',
  title: 'Mounts /proc without its masks, in a user namespace',
  severity: 'low',
  why: 'A user namespace of its own takes the worst from it; the masks still hide what the container has no use for.',
  fix: 'Remove procMount.',
});
