import { seLinuxOptionsControl } from '../pod-security/selinux-options.ts';
import { podRule } from './pod-rule.ts';

export const selinuxOptions = podRule(seLinuxOptionsControl, {
  id: 'selinux-options',
  title: 'Chooses its own SELinux label',
  severity: 'high',
  why: 'The label is what keeps a container from the files of the node and of its neighbours; another type, user or role can lift that.',
  fix: 'Remove seLinuxOptions.user and role, and use the type container_t, container_init_t or container_kvm_t.',
});
