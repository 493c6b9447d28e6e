import type { RiskSummary } from '../model/packages.ts';
import type { Severity } from '../model/verdict.ts';
import type { Wpk } from '../model/wpk.ts';
import { judge } from '../policy/judge.ts';

const WORST_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** What the policy says of a package whose signer nobody has verified, in a few words. */
export function riskSummary(wpk: Wpk, now: Date): RiskSummary {
  const { score, class: riskClass, suggests, issues } = judge({ wpk, mayExcept: [], now });
  const counts = WORST_FIRST.map((severity) => ({
    severity,
    count: issues.filter((issue) => issue.severity === severity).length,
  }));
  return { score, class: riskClass, suggests, issues: counts.filter(({ count }) => count > 0) };
}
