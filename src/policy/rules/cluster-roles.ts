import type { Rule } from '../rule.ts';
import { effectsOn } from './effect-words.ts';
import { inObject } from './finding.ts';
import { RBAC_PRACTICES } from './grant-rule.ts';

const KINDS = new Set(['ClusterRole', 'ClusterRoleBinding']);

export const clusterRoles: Rule = {
  id: 'cluster-roles',
  version: 2,
  title: 'Changes a cluster role',
  severity: 'medium',
  why: 'ClusterRoles and their bindings decide who may do what in every namespace: a change here reaches everyone, and stays after the run. What makes it worse has rules of its own.',
  fix: 'Use a Role and a RoleBinding in the one namespace that is concerned; leave cluster roles to a reviewed change of their own.',
  reference: RBAC_PRACTICES,
  *check(view) {
    for (const object of view.objects) {
      // A patch names no object: it is an effect.
      if (object.name !== null && KINDS.has(object.kind))
        yield { ...inObject(object, object.pointer), what: `${object.title} is part of the package.` };
    }
    for (const effect of effectsOn(view, ['clusterroles', 'clusterrolebindings'])) {
      // What `kubectl create` makes is one of the objects.
      if (effect.action === 'create') continue;
      yield {
        ...effect.place,
        what: `${effect.by} changes ${effect.title} (${effect.action}).`,
        ...(effect.action === 'delete' && { severity: 'high' as const }),
      };
    }
  },
};
