import { runAsNonRootControl } from '../pod-security/run-as.ts';
import { podRule } from './pod-rule.ts';

export const runAsRoot = podRule(runAsNonRootControl, {
  id: 'run-as-root',
  title: 'May run as root',
  severity: 'low',
  why: 'Root in a container is root of the node for every mistake of the kernel or the engine.',
  fix: 'Set runAsNonRoot: true for the pod or each container, and give the image a user with a number.',
});
