import { sysctlsControl } from '../pod-security/sysctls.ts';
import { podRule } from './pod-rule.ts';

export const sysctl = podRule(sysctlsControl, {
  id: 'sysctl',
  title: 'Sets a sysctl that is not safe',
  severity: 'high',
  why: 'A sysctl that belongs to more than the pod changes the kernel for everything on the node.',
  fix: 'Keep to the safe sysctls of the Pod Security Standards, and have the others set on the node by who runs it.',
});
