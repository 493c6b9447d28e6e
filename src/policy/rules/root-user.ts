import { runAsUserControl } from '../pod-security/run-as.ts';
import { podRule } from './pod-rule.ts';

export const rootUser = podRule(runAsUserControl, {
  id: 'root-user',
  title: 'Runs as user 0',
  severity: 'low',
  why: 'The user 0 is root, in the container and, without a user namespace, on the node.',
  fix: 'Set runAsUser to the number of an ordinary user, or leave it to the image.',
});
