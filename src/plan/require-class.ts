import { AtomError } from '../base/errors.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { RiskClass, Verdict } from '../model/verdict.ts';

const RANK: Readonly<Record<RiskClass, number>> = { safe: 0, caution: 1, unsafe: 2 };

export function isWorse(one: RiskClass, other: RiskClass): boolean {
  return RANK[one] > RANK[other];
}

/**
 * Refuses a package whose dry-run is worse than it may be: `requiredClass`,
 * else caution for manual and safe for auto. Unsafe never runs.
 * @throws {AtomError} ATOM_POLICY_REFUSED
 */
export function requireClass(verdict: Verdict, manifest: Manifest): void {
  const { mode = 'manual', dryRun } = manifest.spec.safety ?? {};
  const required = dryRun?.requiredClass ?? (mode === 'auto' ? 'safe' : 'caution');
  if (!isWorse(verdict.class, required)) return;
  const { name } = manifest.metadata;
  throw new AtomError(
    'ATOM_POLICY_REFUSED',
    `${name} is ${verdict.class} (risk ${verdict.score}), and may run only when it is ${required}`,
    {
      hint: `See what was found: atomctl dry-run ${name}`,
      details: { class: verdict.class, score: verdict.score, required },
    },
  );
}
