import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacVolumesCreate = grantRule({
  id: 'rbac-volumes-create',
  title: 'Lets someone make persistent volumes',
  severity: 'medium',
  why: 'A PersistentVolume can be any path of a node: who makes one reads and writes the node through it, whatever the pod security level says.',
  fix: 'Use PersistentVolumeClaims with a StorageClass; leave persistentvolumes to the provisioner.',
  reference: `${RBAC_PRACTICES}#persistent-volume-creation`,
  targets: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] }],
});
