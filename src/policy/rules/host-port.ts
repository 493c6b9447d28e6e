import { hostPortsControl } from '../pod-security/host-ports.ts';
import { podRule } from './pod-rule.ts';

export const hostPort = podRule(hostPortsControl, {
  id: 'host-port',
  title: 'Takes a port of its node',
  severity: 'high',
  why: 'What listens on a port of the node is reached past every NetworkPolicy, and takes the port from everything else that runs there.',
  fix: 'Remove hostPort and reach the pod through a Service.',
});
