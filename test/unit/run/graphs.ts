import fc from 'fast-check';
import type { GraphStep } from '../../../src/run/advance.ts';

/** Steps s0…sN, each needing only earlier ones: acyclic and already sorted. Some have items, up to three at once. */
export function arbitraryGraph(maxLength = 14): fc.Arbitrary<GraphStep[]> {
  const parallel = fc.option(fc.integer({ min: 1, max: 3 }), { freq: 2 });
  const row = fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.boolean(), parallel);
  return fc.array(row, { maxLength }).map((rows) =>
    rows.map(([picks, rescue, items], i) => ({
      ...step(`s${i}`, earlier(picks, i), rescue),
      ...(items !== null && { parallel: items }),
    })),
  );
}

export function step(name: string, needs: string[] = [], behindFailure = false): GraphStep {
  return { name, needs, runsBehindFailure: behindFailure };
}

function earlier(picks: number[], i: number): string[] {
  return i === 0 ? [] : [...new Set(picks.map((pick) => `s${pick % i}`))];
}
