import { canBeTold } from '../rbac/decidable.ts';
import { isCovered, needsOf, verbsUsed } from '../rbac/needs.ts';
import type { Rule } from '../rule.ts';
import { isOpen } from '../view/inputs.ts';

const REFERENCE = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege';

export const permissionMissing: Rule = {
  id: 'permission-missing',
  version: 2,
  title: 'Needs a permission that it does not declare',
  severity: 'low',
  why: 'The runner does nothing that the package does not declare: the run would be refused in the middle, when other steps have had their effect.',
  fix: 'Declare it under validation.permissions, in the namespaces that are concerned.',
  reference: REFERENCE,
  *check(view) {
    const { permissions } = view.access;
    // A script that no step runs needs nothing.
    const run = view.effects.filter(({ place, unknown }) => place.step !== null && !unknown);
    const undone = view.wpk?.manifest.spec.rollback?.auto === true;
    const missing = run
      .flatMap((effect) => needsOf(effect, undone))
      .filter((need) => !permissions.some((permission) => isCovered(need, permission)));
    const together = Map.groupBy(missing, ({ place, resources, namespace }) =>
      JSON.stringify([place.field, resources, namespace]),
    );
    for (const [first, ...more] of together.values()) {
      if (first === undefined) continue;
      const { by, resources, place } = first;
      const namespace = first.namespace === null ? '' : ` in ${first.namespace}`;
      const verbs = [...new Set([first, ...more].map((need) => need.verbs.join(' or ')))].join(' and ');
      yield { ...place, what: `${by} needs ${verbs} on ${resources.join(' or ')}${namespace}.` };
    }
  },
};

export const permissionUnneeded: Rule = {
  id: 'permission-unneeded',
  version: 1,
  title: 'Declares a permission that nothing needs',
  severity: 'low',
  why: 'What is granted and not used is there for whoever finds a way in; and a reviewer takes it for what the package does.',
  fix: 'Remove it from validation.permissions.',
  reference: REFERENCE,
  *check(view) {
    // A program that cannot be read may use any of them.
    if (view.access.permissions.length === 0 || !canBeTold(view)) return;
    const undone = view.wpk?.manifest.spec.rollback?.auto === true;
    for (const permission of view.access.permissions) {
      const { resources, verbs } = permission;
      const used = new Set(view.effects.flatMap((effect) => verbsUsed(effect, permission, undone)));
      const open = [...resources, ...verbs].some(isOpen);
      const idle = verbs.filter((verb) => !used.has(verb) && (verb !== '*' || used.size === 0));
      if (open || idle.length === 0) continue;
      yield { ...permission.place(), what: `No step needs ${idle.join(', ')} on ${resources.join(', ')}.` };
    }
  },
};
