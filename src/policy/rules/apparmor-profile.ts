import { appArmorProfileControl } from '../pod-security/apparmor-profile.ts';
import { podRule } from './pod-rule.ts';

export const apparmorProfile = podRule(appArmorProfileControl, {
  id: 'apparmor-profile',
  title: 'Turns its AppArmor profile off',
  severity: 'high',
  why: 'The default profile keeps a container from mounting file systems and from writing to the node through /proc and /sys.',
  fix: 'Set appArmorProfile.type to RuntimeDefault, or to Localhost with a profile of your own.',
});
