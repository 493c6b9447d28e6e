import type { RiskClass, Severity } from '../model/verdict.ts';

/** Points of the first issue of a rule; each further one of the same rule and severity counts half of the one before. */
export const POINTS: Readonly<Record<Severity, number>> = {
  info: 0,
  low: 3,
  medium: 20,
  high: 30,
  critical: 60,
};

/** What all issues of a severity can give together: low ones never leave `safe`, medium ones never reach `unsafe`. */
export const CEILINGS: Readonly<Partial<Record<Severity, number>>> = { low: 15, medium: 40 };

export const THRESHOLDS = { caution: 20, unsafe: 60 } as const;

/** Issues of one rule and severity that count; their sum stays below twice the points, in floating point too. */
const MOST_TURNS = 10;

/** What is counted of an issue. A granted exception counts nothing. */
export interface Counted {
  readonly rule: string;
  readonly severity: Severity;
  readonly granted: boolean;
}

/**
 * The score, 0–100, and what each issue adds to it, in the order given. docs/policies/scoring.md has the
 * formula and its reasons. It is monotone: one issue more never lowers the score.
 */
export function scoreOf(issues: readonly Counted[]): { score: number; contributions: readonly number[] } {
  const raw = rawPoints(issues);
  const sums = new Map<Severity, number>();
  for (const [index, { severity }] of issues.entries())
    sums.set(severity, (sums.get(severity) ?? 0) + (raw[index] ?? 0));

  const capped = issues.map(({ severity }, index) => {
    const [sum = 0, ceiling = Infinity] = [sums.get(severity), CEILINGS[severity]];
    return sum > ceiling ? ((raw[index] ?? 0) * ceiling) / sum : (raw[index] ?? 0);
  });
  const total = capped.reduce((sum, points) => sum + points, 0);
  const scale = total > 100 ? 100 / total : 1;
  return {
    // The small addition undoes what adding up fractions loses.
    score: Math.floor(Math.min(100, total) + 1e-6),
    contributions: capped.map((points) => Math.round(points * scale * 10) / 10),
  };
}

export function classOf(score: number): RiskClass {
  if (score >= THRESHOLDS.unsafe) return 'unsafe';
  return score >= THRESHOLDS.caution ? 'caution' : 'safe';
}

function rawPoints(issues: readonly Counted[]): number[] {
  const points = issues.map(() => 0);
  const turns = new Map<string, number>();
  for (const [index, { rule, severity, granted }] of issues.entries()) {
    if (granted) continue;
    // Counted apart by severity: else a medium issue could halve what a low one of its rule gives.
    const key = `${rule} ${severity}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    points[index] = turn < MOST_TURNS ? POINTS[severity] / 2 ** turn : 0;
  }
  return points;
}
