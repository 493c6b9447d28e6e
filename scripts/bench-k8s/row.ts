import type { PrivateCluster } from '../../test/support/cluster.ts';

/** One line of the table. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Null where it could not be measured; `measured` then has the command that changes that. */
  readonly ok: boolean | null;
}

/** What the rows are measured on. */
export interface BenchGround {
  readonly cluster: PrivateCluster;
  /** dist/atomctl. */
  readonly binary: string;
  /** Removed behind the bench. */
  readonly folder: string;
  readonly rounds: number | undefined;
  readonly size: number | undefined;
}

/** One thing that the work on clusters is measured by; a file of this folder each. */
export interface K8sRow {
  readonly name: string;
  measure(ground: BenchGround): Promise<readonly Line[]>;
}

/** Medians of two sides that were measured in turn, and their ratio: the median of the pairs' ratios. */
export function ratioLine(
  what: string,
  pairs: readonly (readonly [number, number])[],
  { limit, unit }: { readonly limit: number; readonly unit: 's' | 'MiB' | 'requests' },
): Line {
  const [ours, theirs] = [median(pairs.map(([own]) => own)), median(pairs.map(([, other]) => other))];
  const ratio = median(pairs.map(([own, other]) => own / other));
  const measured = `${ratio.toFixed(2)} (${ours.toFixed(1)} ${unit} to ${theirs.toFixed(1)} ${unit}, median of ${pairs.length})`;
  return { what, measured, goal: `≤ ${limit}`, ok: ratio <= limit };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
