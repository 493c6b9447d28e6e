import { canonicalJson } from '../base/canonical.ts';
import { type Digest, digestOf } from '../base/digest.ts';
import type { Policy } from './policy.ts';
import type { Rule } from './rule.ts';
import { autoUnbounded } from './rules/auto-unbounded.ts';
import { addedCapability, capSysAdmin } from './rules/capabilities.ts';
import { clusterRoles } from './rules/cluster-roles.ts';
import { downloadAndRun } from './rules/download-and-run.ts';
import { hostNamespaces } from './rules/host-namespaces.ts';
import { hostPath } from './rules/host-path.ts';
import { networkEgress } from './rules/network-egress.ts';
import { plainSecret } from './rules/plain-secret.ts';
import { privileged } from './rules/privileged.ts';
import { processLimits } from './rules/process-limits.ts';
import { rollbackMissing } from './rules/rollback-missing.ts';
import { stepTimeout } from './rules/step-timeout.ts';
import { undecided } from './rules/undecided.ts';

/** Every rule, in the order of the documentation. */
export const RULES: readonly Rule[] = [
  hostPath,
  capSysAdmin,
  addedCapability,
  privileged,
  hostNamespaces,
  clusterRoles,
  networkEgress,
  downloadAndRun,
  undecided,
  plainSecret,
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
