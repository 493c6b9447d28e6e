import { canonicalJson } from '../base/canonical.ts';
import { type Digest, digestOf } from '../base/digest.ts';
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

/** Names the rules that judged: another digest means that a verdict may differ. */
export function policyDigest(rules: readonly Rule[]): Digest {
  return digestOf(canonicalJson(rules.map(({ id, severity, version }) => ({ id, severity, version }))));
}
