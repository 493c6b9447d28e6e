import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacWorkloadCreate = grantRule({
  id: 'rbac-workload-create',
  title: 'Lets someone make pods',
  severity: 'low',
  why: 'Who makes a pod in a namespace can mount its secrets and take any of its service accounts.',
  fix: 'Give the right to change one workload by its name instead, and keep what must not be reached in another namespace.',
  reference: `${RBAC_PRACTICES}#workload-creation`,
  ofPackage: 'none',
  targets: [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }],
});
