import { pointerTo } from '../../base/pointer.ts';
import type { Rule } from '../rule.ts';
import { valueAt } from '../view/pods.ts';
import { engineOptions } from './container-command.ts';
import { inObject, nameOf } from './finding.ts';

export const privileged: Rule = {
  id: 'privileged',
  version: 1,
  title: 'Runs a privileged container',
  severity: 'critical',
  why: 'A privileged container has every capability and every device of the node: whoever is in it owns the node.',
  fix: 'Remove privileged: true, and add the single capability that is needed.',
  reference: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  control: 'privileged',
  level: 'baseline',
  *check(view) {
    for (const container of view.containers) {
      if (valueAt(container.value, 'securityContext', 'privileged') !== true) continue;
      const field = pointerTo(container.pointer, 'securityContext', 'privileged');
      yield { ...inObject(container.pod.object, field), what: `${nameOf(container)} is privileged.` };
    }
    for (const { name, value, place } of engineOptions(view)) {
      if (name === 'privileged' && value === 'true')
        yield { ...place, what: 'The container is started with --privileged.', beyondControl: true };
    }
  },
};
