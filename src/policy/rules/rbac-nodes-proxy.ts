import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacNodesProxy = grantRule({
  id: 'rbac-nodes-proxy',
  title: 'Lets someone talk to the kubelet',
  severity: 'medium',
  why: "nodes/proxy reaches the kubelet's own interface, which runs commands in every pod of the node, past admission and audit; get is enough.",
  fix: 'Use nodes/metrics and nodes/stats, which are what monitoring needs.',
  reference: `${RBAC_PRACTICES}#access-to-proxy-subresource-of-nodes`,
  targets: [{ apiGroups: [''], resources: ['nodes/proxy'], verbs: ['*'] }],
});
