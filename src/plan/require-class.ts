import { AtomError } from '../base/errors.ts';
import type { Manifest } from '../model/generated/manifest.ts';
import type { RiskClass, Verdict } from '../model/verdict.ts';

const RANK: Readonly<Record<RiskClass, number>> = { safe: 0, caution: 1, unsafe: 2 };

export function isWorse(one: RiskClass, other: RiskClass): boolean {
  return RANK[one] > RANK[other];
}

/**
 * Refuses a package whose dry-run is worse than it may be: `requiredClass`,
 * else caution for manual and safe for auto. Unsafe never runs. `called`: a package that the manifest's one nests.
 * @throws {AtomError} ATOM_POLICY_REFUSED
 */
export function requireClass(verdict: Verdict, manifest: Manifest, called = manifest.metadata.name): void {
  const { mode = 'manual', dryRun } = manifest.spec.safety ?? {};
  const required = dryRun?.requiredClass ?? (mode === 'auto' ? 'safe' : 'caution');
  if (!isWorse(verdict.class, required)) return;
  throw new AtomError(
    'ATOM_POLICY_REFUSED',
    `${called} is ${verdict.class} (risk ${verdict.score}), and may run only when it is ${required}`,
    {
      hint: `See what was found: atomctl dry-run ${called}`,
      details: { class: verdict.class, score: verdict.score, required },
    },
  );
}
