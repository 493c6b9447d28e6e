import type { Severity } from '../../model/verdict.ts';
import { covered, type Grant, scopeOf, type Target } from '../rbac/grant.ts';
import type { Rule } from '../rule.ts';

export const RBAC_PRACTICES = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/';

interface GrantRule extends Omit<Rule, 'check' | 'version'> {
  readonly version?: number;
  readonly targets: readonly Target[];
  /** Which of the package's own permissions are looked at too; absent: all. */
  readonly ofPackage?: 'all' | 'cluster-wide' | 'none';
}

/** A rule that finds grants of certain verbs on certain resources, whoever holds them. */
export function grantRule({ targets, ofPackage = 'all', ...rule }: GrantRule): Rule {
  return {
    version: 1,
    ...rule,
    *check({ access }) {
      const own = new Set<Grant>(access.permissions);
      for (const grant of access.grants) {
        if (own.has(grant) && (ofPackage === 'none' || (ofPackage === 'cluster-wide' && !grant.clusterWide)))
          continue;
        const resources = new Set(targets.flatMap((target) => covered(grant, target)));
        if (resources.size === 0) continue;
        const what = `${grant.holder} may ${grant.verbs.join(', ')} ${[...resources].join(', ')}${scopeOf(grant)}.`;
        yield { ...grant.place('resources'), what, severity: severityOf(grant, rule.severity) };
      }
    },
  };
}

/** A grant that names its objects is a small one. */
export function severityOf({ resourceNames }: Grant, severity: Severity): Severity {
  return resourceNames.length > 0 ? 'low' : severity;
}
