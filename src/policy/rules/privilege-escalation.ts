import { allowPrivilegeEscalationControl } from '../pod-security/privileged.ts';
import { podRule } from './pod-rule.ts';

export const privilegeEscalation = podRule(allowPrivilegeEscalationControl, {
  id: 'privilege-escalation',
  title: 'Lets its processes gain rights',
  severity: 'low',
  why: 'A program with the setuid bit can make a process more than what started it, root included.',
  fix: 'Set allowPrivilegeEscalation: false for each container.',
});
