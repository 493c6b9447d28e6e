import { hostProbesControl } from '../pod-security/host-probes.ts';
import { podRule } from './pod-rule.ts';

export const probeHost = podRule(hostProbesControl, {
  id: 'probe-host',
  title: 'Has its node call another host',
  severity: 'high',
  why: 'Probes and lifecycle hooks are called by the kubelet: with a host of its own choice, a pod has its node send requests where the pod itself may not.',
  fix: 'Remove host from the probe or hook; it then calls the pod.',
});
