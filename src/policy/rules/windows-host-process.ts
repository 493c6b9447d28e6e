import { windowsHostProcessControl } from '../pod-security/privileged.ts';
import { podRule } from './pod-rule.ts';

export const windowsHostProcess = podRule(windowsHostProcessControl, {
  id: 'windows-host-process',
  title: 'Runs as a process of its Windows node',
  severity: 'critical',
  why: 'A HostProcess container is no container: it runs on the Windows node itself, with the rights of the account that it names.',
  fix: 'Remove windowsOptions.hostProcess.',
});
