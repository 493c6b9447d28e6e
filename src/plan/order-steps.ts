interface Ordered {
  readonly name: string;
  readonly needs?: readonly string[] | undefined;
}

/**
 * The steps in an order in which each stands behind all of its needs; steps
 * that are free to go keep the order in which they were written. Validation
 * has refused cycles and unknown needs.
 */
export function orderSteps<Step extends Ordered>(steps: readonly Step[]): readonly Step[] {
  const missing = new Map(steps.map((step) => [step.name, new Set(step.needs).size]));
  const behind = dependents(steps);
  const byName = new Map(steps.map((step) => [step.name, step]));
  const ordered = steps.filter((step) => missing.get(step.name) === 0);
  for (const step of ordered) {
    for (const name of behind.get(step.name) ?? []) {
      const left = (missing.get(name) ?? 0) - 1;
      missing.set(name, left);
      const next = byName.get(name);
      if (left === 0 && next !== undefined) ordered.push(next);
    }
  }
  if (ordered.length !== steps.length) throw new Error('the steps have a cycle or a need that is not there');
  return ordered;
}

/** For each step, those that name it in `needs`. */
function dependents(steps: readonly Ordered[]): ReadonlyMap<string, readonly string[]> {
  const behind = new Map<string, string[]>(steps.map(({ name }) => [name, []]));
  for (const { name, needs } of steps) for (const need of new Set(needs)) behind.get(need)?.push(name);
  return behind;
}
