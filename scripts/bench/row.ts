/** Gives one measurement of one side: milliseconds, or whatever both sides of a row give. */
export type Side = () => number;

/** One line of the table: two sides that are measured in the same run. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly against: string;
  readonly limit: number;
  readonly unit: 'ms' | 'MiB';
  /** How often each side is measured, after one pair that counts for nothing where starting cold would matter. */
  readonly rounds: number;
  readonly warmUp: boolean;
  /** Why the row cannot be measured here, with the command that changes that. */
  readonly missing?: string;
  readonly ours: Side;
  readonly theirs: Side;
}

export interface Result {
  readonly name: string;
  readonly what: string;
  readonly against: string;
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly limit: number;
  readonly verdict: 'ok' | 'over' | 'missing';
  readonly note: string;
}

/** Measures both sides in turn; the ratio is the median of the pairs' ratios. */
export function measure(row: Row): Result {
  const { name, what, against, limit, unit, rounds, missing } = row;
  const said = { name, what, against, limit };
  if (missing !== undefined) {
    return { ...said, ours: null, theirs: null, ratio: null, verdict: 'missing', note: missing };
  }
  if (row.warmUp) pair(row);
  const pairs = Array.from({ length: rounds }, () => pair(row));
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
  return {
    ...said,
    ours: median(pairs.map(([ours]) => ours)),
    theirs: median(pairs.map(([, theirs]) => theirs)),
    ratio,
    verdict: ratio <= limit ? 'ok' : 'over',
    note: `${unit}, median of ${rounds}`,
  };
}

function pair({ ours, theirs }: Row): readonly [number, number] {
  return [ours(), theirs()];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
