import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacSecretsRead = grantRule({
  id: 'rbac-secrets-read',
  title: 'Lets someone read secrets',
  severity: 'medium',
  why: 'Among the secrets of a namespace are tokens and keys of others: who reads them can act as their owners. A list or watch shows the contents, not the names alone.',
  fix: 'Name the secrets under resourceNames and allow get alone, or mount the one that is needed.',
  reference: `${RBAC_PRACTICES}#listing-secrets`,
  targets: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
});
