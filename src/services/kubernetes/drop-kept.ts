import type { Json } from '../../base/json.ts';
import { type Kept, keptIn, SECRETS } from '../../kubernetes/kept-secret.ts';
import type { Plan } from '../../model/plan.ts';
import { type Cluster, ClusterError, type Clusters } from '../../ports/cluster.ts';
import { DeclaredCluster } from './declared-cluster.ts';

const MOST_MS = 60_000;
const MOST_SENT = 3;

interface Ending {
  readonly plan: Pick<Plan, 'permissions' | 'cluster'>;
  /** The places that the journal names. */
  readonly places: readonly Json[];
}

/** Removes the Secrets that kept states for a run that ends; gives in words what remains. */
export async function dropKept(clusters: Clusters, { plan, places }: Ending): Promise<readonly string[]> {
  const kept = places.map((place) => keptIn(place)).filter((place) => place !== null);
  if (kept.length === 0) return [];
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    const account = plan.cluster?.account ?? null;
    const opened = account === null ? await clusters.open() : await clusters.openAs(account);
    const cluster = new DeclaredCluster(opened, plan.permissions ?? []);
    const remains: string[] = [];
    for (const one of kept) remains.push(...(await drop(cluster, one, signal)));
    return remains;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return kept.map((one) => toDelete(one, error.message));
  }
}

/** Its name is that of one change of one run: where an answer is lost, it is deleted again. */
async function drop(cluster: Cluster, kept: Kept, signal: AbortSignal): Promise<readonly string[]> {
  for (let sent = 1; ; sent += 1) {
    try {
      await cluster.send({ verb: 'delete', kind: SECRETS, ...kept }, signal);
      return [];
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      if (error.failure === 'not-found') return [];
      if (error.failure !== 'lost' || sent === MOST_SENT) return [toDelete(kept, error.message)];
    }
  }
}

function toDelete({ namespace, name }: Kept, why: string): string {
  return `Delete what was kept for undoing: kubectl delete secret ${name} -n ${namespace} (${why})`;
}
