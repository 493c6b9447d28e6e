import { seccompBaselineControl } from '../pod-security/seccomp-profile.ts';
import { podRule } from './pod-rule.ts';

export const seccompUnconfined = podRule(seccompBaselineControl, {
  id: 'seccomp-unconfined',
  title: 'Turns its seccomp profile off',
  severity: 'high',
  why: 'Without a profile, every system call of the kernel can be made: the ones that containers never need are where kernels are broken.',
  fix: 'Set seccompProfile.type to RuntimeDefault, or to Localhost with a profile of your own.',
});
