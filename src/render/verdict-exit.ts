import type { RiskClass } from '../model/verdict.ts';

const EXIT_CODES: Readonly<Record<RiskClass, number>> = { safe: 0, caution: 10, unsafe: 20 };

/** What a script sees of verdicts: the worst of them. */
export function exitCodeOf(verdicts: readonly { readonly class: RiskClass }[]): number {
  return verdicts.reduce((worst, verdict) => Math.max(worst, EXIT_CODES[verdict.class]), 0);
}
