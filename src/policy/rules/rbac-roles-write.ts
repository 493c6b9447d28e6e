import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacRolesWrite = grantRule({
  id: 'rbac-roles-write',
  title: 'Lets someone change roles and bindings',
  severity: 'medium',
  why: 'Who changes roles and bindings hands on all that they hold themselves, to anyone, and it stays when they are gone.',
  fix: 'Leave roles and bindings to a reviewed change of their own, or name the ones that are meant under resourceNames.',
  reference: RBAC_PRACTICES,
  // In a namespace that it names, the roles themselves are in the package, and are judged.
  ofPackage: 'cluster-wide',
  targets: [
    {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
      verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
    },
  ],
});
