import { capabilitiesRestrictedControl } from '../pod-security/capabilities.ts';
import { podRule } from './pod-rule.ts';

export const capabilitiesKept = podRule(capabilitiesRestrictedControl, {
  id: 'capabilities-kept',
  title: 'Keeps capabilities',
  severity: 'low',
  why: 'The default capabilities let root in a container change owners, forge packets and more. Hardly a program needs them.',
  fix: 'Set capabilities.drop to [ALL] for each container, and add NET_BIND_SERVICE alone.',
});
