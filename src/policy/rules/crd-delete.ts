import type { Rule } from '../rule.ts';
import { effectsOn } from './effect-words.ts';

export const crdDelete: Rule = {
  id: 'crd-delete',
  version: 1,
  title: 'Deletes a custom resource definition',
  severity: 'high',
  why: 'With a CustomResourceDefinition go all its objects in every namespace, and often what their operator made of them.',
  fix: 'Delete the custom resources that are meant; leave the definition to whoever installs the operator.',
  reference:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/',
  *check(view) {
    for (const { action, by, everyObject, place, title } of effectsOn(view, ['customresourcedefinitions'])) {
      if (action !== 'delete') continue;
      yield {
        ...place,
        what: `${by} deletes ${title}.`,
        ...(everyObject && { severity: 'critical' as const }),
      };
    }
  },
};
