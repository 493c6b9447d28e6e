import { seccompRestrictedControl } from '../pod-security/seccomp-profile.ts';
import { podRule } from './pod-rule.ts';

export const seccompMissing = podRule(seccompRestrictedControl, {
  id: 'seccomp-missing',
  title: 'Has no seccomp profile',
  severity: 'low',
  why: 'Without a profile, every system call of the kernel can be made; not every cluster sets one by default.',
  fix: 'Set seccompProfile.type to RuntimeDefault for the pod.',
});
