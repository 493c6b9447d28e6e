import type { RiskClass } from '../model/verdict.ts';

const EXIT_CODES: Readonly<Record<RiskClass, number>> = { safe: 0, caution: 10, unsafe: 20 };

/** What a script sees of verdicts: the worst of them. */
export function exitCodeOf(verdicts: readonly { readonly class: RiskClass }[]): number {
  return Math.max(0, ...verdicts.map((verdict) => EXIT_CODES[verdict.class]));
}
