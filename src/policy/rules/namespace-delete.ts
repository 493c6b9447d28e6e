import { isSystemNamespace } from '../kubernetes/resources.ts';
import type { Rule } from '../rule.ts';
import { effectsOn } from './effect-words.ts';

export const namespaceDelete: Rule = {
  id: 'namespace-delete',
  version: 1,
  title: 'Deletes a namespace or a release',
  severity: 'high',
  why: 'With a namespace goes everything in it: workloads, secrets, and the volumes of its claims. Nothing brings it back but a backup.',
  fix: 'Delete the objects that are meant, by their names.',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  *check(view) {
    for (const { action, by, everyObject, place, targets, title } of effectsOn(view, [
      'namespaces',
      'projects',
    ])) {
      if (action !== 'delete') continue;
      const system = targets.some(({ name }) => name !== null && isSystemNamespace(name));
      yield {
        ...place,
        what: `${by} deletes ${title}.`,
        ...((everyObject || system) && { severity: 'critical' as const }),
      };
    }
    for (const { action, by, place, title } of effectsOn(view, ['releases'])) {
      if (action === 'uninstall')
        yield { ...place, what: `${by} removes all that belongs to ${title}.`, severity: 'medium' };
    }
  },
};
