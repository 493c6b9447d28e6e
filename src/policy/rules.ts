import { canonicalJson } from '../base/canonical.ts';
import { type Digest, digestOf } from '../base/digest.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import { apparmorProfile } from './rules/apparmor-profile.ts';
import { admissionChange } from './rules/admission-change.ts';
import { clusterAdmin } from './rules/cluster-admin.ts';
import { crdDelete } from './rules/crd-delete.ts';
import { forcedChange } from './rules/forced-change.ts';
import { namespaceDelete } from './rules/namespace-delete.ts';
import { nodeDrain } from './rules/node-drain.ts';
import { rbacAggregation } from './rules/rbac-aggregation.ts';
import { rbacCsrApproval } from './rules/rbac-csr-approval.ts';
import { rbacEscalation } from './rules/rbac-escalation.ts';
import { rbacNodesProxy } from './rules/rbac-nodes-proxy.ts';
import { rbacOpenSubjects } from './rules/rbac-open-subjects.ts';
import { rbacPodAccess } from './rules/rbac-pod-access.ts';
import { rbacRolesWrite } from './rules/rbac-roles-write.ts';
import { rbacSecretsRead } from './rules/rbac-secrets-read.ts';
import { rbacTokenCreate } from './rules/rbac-token-create.ts';
import { rbacVolumesCreate } from './rules/rbac-volumes-create.ts';
import { rbacWildcardGroups, rbacWildcardResources, rbacWildcardVerbs } from './rules/rbac-wildcards.ts';
import { rbacWorkloadCreate } from './rules/rbac-workload-create.ts';
import { scaleToZero } from './rules/scale-to-zero.ts';
import { storageDelete } from './rules/storage-delete.ts';
import { systemNamespace } from './rules/system-namespace.ts';
import { wideSelection } from './rules/wide-selection.ts';
import { wildcardIngress } from './rules/wildcard-ingress.ts';
import { imageUnpinned } from './rules/image-unpinned.ts';
import { permissionMissing, permissionUnneeded } from './rules/permissions.ts';
import { requirementsUnpinned } from './rules/requirements-unpinned.ts';
import { secretExposed } from './rules/secret-exposed.ts';
import { autoUnbounded } from './rules/auto-unbounded.ts';
import { capabilitiesKept } from './rules/capabilities-kept.ts';
import { addedCapability, capSysAdmin } from './rules/capabilities.ts';
import { clusterRoles } from './rules/cluster-roles.ts';
import { hostNamespaces } from './rules/host-namespaces.ts';
import { hostPath } from './rules/host-path.ts';
import { hostPort } from './rules/host-port.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { privilegeEscalation } from './rules/privilege-escalation.ts';
import { privileged } from './rules/privileged.ts';
import { probeHost } from './rules/probe-host.ts';
import { procMountRestricted } from './rules/proc-mount-restricted.ts';
import { procMount } from './rules/proc-mount.ts';
import { processLimits } from './rules/process-limits.ts';
import { restrictedVolume } from './rules/restricted-volume.ts';
import { rollbackMissing } from './rules/rollback-missing.ts';
import { rootUser } from './rules/root-user.ts';
import { runAsRoot } from './rules/run-as-root.ts';
import { seccompMissing } from './rules/seccomp-missing.ts';
import { seccompUnconfined } from './rules/seccomp-unconfined.ts';
import { selinuxOptions } from './rules/selinux-options.ts';
import { stepTimeout } from './rules/step-timeout.ts';
import { sysctl } from './rules/sysctl.ts';
import { undecided } from './rules/undecided.ts';
import { windowsHostProcess } from './rules/windows-host-process.ts';
import { SHELL_RULES } from './shell-rules.ts';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  hostPath,
  capSysAdmin,
  addedCapability,
  privileged,
  hostNamespaces,
  hostPort,
  probeHost,
  procMount,
  seccompUnconfined,
  apparmorProfile,
  selinuxOptions,
  sysctl,
  windowsHostProcess,
  privilegeEscalation,
  capabilitiesKept,
  restrictedVolume,
  runAsRoot,
  rootUser,
  seccompMissing,
  procMountRestricted,
  clusterAdmin,
  clusterRoles,
  rbacEscalation,
  rbacOpenSubjects,
  rbacWildcardVerbs,
  rbacWildcardResources,
  rbacWildcardGroups,
  rbacSecretsRead,
  rbacPodAccess,
  rbacNodesProxy,
  rbacTokenCreate,
  rbacCsrApproval,
  rbacRolesWrite,
  rbacVolumesCreate,
  rbacWorkloadCreate,
  rbacAggregation,
  admissionChange,
  wildcardIngress,
  namespaceDelete,
  storageDelete,
  crdDelete,
  systemNamespace,
  wideSelection,
  scaleToZero,
  forcedChange,
  nodeDrain,
  ...SHELL_RULES,
  undecided,
  plainSecret,
  secretExposed,
  permissionMissing,
  permissionUnneeded,
  requirementsUnpinned,
  imageUnpinned,
  autoUnbounded,
  stepTimeout,
  processLimits,
  rollbackMissing,
];

/** What counts where nobody has written rules of their own. */
export const BUILT_IN: Policy = { rules: RULES, exceptions: [] };

/** Names what judged: another digest means that a verdict may differ. */
export function policyDigest({ rules, exceptions }: Policy): Digest {
  const named = rules.map(({ id, severity, version, definition }) => ({
    id,
    severity,
    version,
    ...(definition !== undefined && { definition }),
  }));
  const granted = exceptions.map((exception) => ({ ...exception }));
  return digestOf(canonicalJson(granted.length === 0 ? named : [...named, { exceptions: granted }]));
}
