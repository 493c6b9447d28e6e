import { pointerTo } from '../../base/pointer.ts';
import type { AccessView } from '../rbac/access.ts';
import type { BindingView } from '../rbac/bindings.ts';
import { allowsEverything } from '../rbac/grant.ts';
import type { RoleView } from '../rbac/roles.ts';
import type { Finding, Rule } from '../rule.ts';
import { inObject } from './finding.ts';
import { RBAC_PRACTICES } from './grant-rule.ts';

export const clusterAdmin: Rule = {
  id: 'cluster-admin',
  version: 1,
  title: 'Makes someone an administrator',
  severity: 'critical',
  why: 'Who may do everything to everything can read every secret, run on every node and undo every rule; whatever holds that right holds the cluster.',
  fix: 'Write a role with the verbs and resources that are needed, and bind that, in the namespace that is concerned.',
  reference: `${RBAC_PRACTICES}#least-privilege`,
  *check({ access }) {
    for (const role of access.roles) yield* everything(role, access);
    for (const binding of access.bindings) yield* bound(binding);
    for (const permission of access.permissions) {
      if (!allowsEverything(permission)) continue;
      yield {
        ...permission.place(),
        what: 'The package asks for everything on everything.',
        severity: permission.clusterWide ? 'critical' : 'high',
      };
    }
  },
};

function* everything(role: RoleView, { bindings }: AccessView): Iterable<Finding> {
  const { object, kind, grants } = role;
  if (!grants.some(allowsEverything)) return;
  const uses = bindings.filter((binding) => binding.role === role);
  const inNamespaces = kind === 'Role' || (uses.length > 0 && uses.every(({ clusterWide }) => !clusterWide));
  yield {
    ...inObject(object, pointerTo(object.pointer, 'rules')),
    what: `${object.title} allows everything on everything${inNamespaces ? ' in its namespace' : ''}.`,
    severity: inNamespaces ? 'high' : 'critical',
  };
}

function* bound({ object, clusterWide, roleName, role }: BindingView): Iterable<Finding> {
  const all = role !== undefined && [...role.grants, ...role.aggregated].some(allowsEverything);
  if (roleName !== 'cluster-admin' && !all) return;
  yield {
    ...inObject(object, pointerTo(object.pointer, 'roleRef')),
    what: `${object.title} makes its subjects administrators of ${clusterWide ? 'the cluster' : 'its namespace'}.`,
    severity: clusterWide ? 'critical' : 'high',
  };
}
