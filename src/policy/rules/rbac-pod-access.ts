import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacPodAccess = grantRule({
  id: 'rbac-pod-access',
  title: 'Lets someone into running pods',
  severity: 'medium',
  why: 'Who may exec, attach, forward ports or add an ephemeral container has what the pod has: its service account, its secrets, its network.',
  fix: 'Remove pods/exec, pods/attach, pods/portforward and pods/ephemeralcontainers; read logs and events instead.',
  reference: RBAC_PRACTICES,
  targets: [
    // A GET opens the same stream over a web socket.
    {
      apiGroups: [''],
      resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
      verbs: ['create', 'get'],
    },
    { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
  ],
});
