import { grantRule, RBAC_PRACTICES } from './grant-rule.ts';

export const rbacCsrApproval = grantRule({
  id: 'rbac-csr-approval',
  title: 'Lets someone approve certificates',
  severity: 'medium',
  why: 'Who makes a certificate request and approves it can be anyone in the cluster, the groups of the system included.',
  fix: 'Leave certificatesigningrequests/approval and the verbs approve and sign on signers to people, or name one signer under resourceNames.',
  reference: `${RBAC_PRACTICES}#csrs-and-certificate-issuing`,
  targets: [
    {
      apiGroups: ['certificates.k8s.io'],
      resources: ['certificatesigningrequests/approval', 'certificatesigningrequests/status'],
      verbs: ['update', 'patch', 'approve'],
      uniqueNames: true,
    },
    {
      apiGroups: ['certificates.k8s.io'],
      resources: ['signers'],
      verbs: ['approve', 'sign', 'attest'],
      uniqueNames: true,
    },
  ],
});
