import type { OverlayCluster } from './overlay-cluster.ts';

/** Steps that are asked about at once. */
const AT_ONCE = 8;

/**
 * Plans steps as if one behind the other. Several are asked at once, each as if those beside it made nothing; one that
 * looked at what one before it makes, or failed, is asked again in its turn. @throws what `plan` throws in its turn
 */
export async function inTurn<Step, Result>(
  cluster: OverlayCluster,
  steps: readonly Step[],
  plan: (cluster: OverlayCluster, step: Step) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  /** Of the steps from the one at hand on. */
  const guesses: Promise<Guess<Result>>[] = [];
  for (const [index, step] of steps.entries()) {
    for (const next of steps.slice(index + guesses.length, index + AT_ONCE))
      guesses.push(guess(cluster.fork(), next, plan));
    const { view, made } = (await guesses.shift()) ?? {};
    if (made !== undefined && view !== undefined && !cluster.outdates(view)) {
      cluster.take(view);
      results.push(made.result);
    } else results.push(await plan(cluster, step));
  }
  return results;
}

interface Guess<Result> {
  readonly view: OverlayCluster;
  /** Absent where it failed. */
  readonly made?: { readonly result: Result };
}

async function guess<Step, Result>(
  view: OverlayCluster,
  step: Step,
  plan: (cluster: OverlayCluster, step: Step) => Promise<Result>,
): Promise<Guess<Result>> {
  try {
    return { view, made: { result: await plan(view, step) } };
  } catch {
    return { view };
  }
}
