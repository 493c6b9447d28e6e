import fc from 'fast-check';
import type { GraphStep } from '../../../src/run/advance.ts';

/** Steps s0…sN, each needing only earlier ones: acyclic and already sorted. */
export function arbitraryGraph(maxLength = 14): fc.Arbitrary<GraphStep[]> {
  const row = fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.boolean());
  return fc
    .array(row, { maxLength })
    .map((rows) => rows.map(([picks, rescue], i) => step(`s${i}`, earlier(picks, i), rescue)));
}

export function step(name: string, needs: string[] = [], behindFailure = false): GraphStep {
  return { name, needs, runsBehindFailure: behindFailure };
}

function earlier(picks: number[], i: number): string[] {
  return i === 0 ? [] : [...new Set(picks.map((pick) => `s${pick % i}`))];
}
