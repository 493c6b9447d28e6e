/** One line of the table. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Null where it could not be measured; `measured` then has the command that changes that. */
  readonly ok: boolean | null;
}

/** One thing that the policy is measured by; a file of this folder each. */
export interface PolicyRow {
  readonly name: string;
  /** @param data the folder of the policy's data: each set has a folder in it, and the README says how to read it. */
  measure(data: string): Promise<readonly Line[]>;
}

/** `part` of `whole`, at least `share` of it. */
export function atLeast(what: string, [part, whole]: readonly [number, number], share: number): Line {
  const goal = share === 1 ? `${whole}/${whole}` : `≥ ${share * 100} %`;
  return { what, measured: `${part}/${whole}`, goal, ok: whole > 0 && part >= share * whole };
}

/** `part` of `whole`, at most `share` of it. */
export function atMost(what: string, [part, whole]: readonly [number, number], share: number): Line {
  const goal = share === 0 ? '0' : `≤ ${share * 100} %`;
  return { what, measured: `${part}/${whole}`, goal, ok: whole > 0 && part <= share * whole };
}
