import type { ObjectName } from '../model/live-plan.ts';
import type { PlanPreview } from '../model/plan.ts';

/** Under what name a run locks an object: `Deployment.apps shop/web of https://…`, whatever version of its kind it is asked by. */
export function lockOf(server: string, { apiVersion, kind, namespace, name }: ObjectName): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/', 1) : [];
  const full = group === undefined ? kind : `${kind}.${group}`;
  return `${full} ${namespace === null ? '' : `${namespace}/`}${name} of ${server}`;
}

/** What a plan changes, as far as it is known beforehand. */
export function locksOf({ cluster, live }: Pick<PlanPreview, 'cluster' | 'live'>): readonly string[] {
  if (cluster === undefined || live === undefined) return [];
  const locks = live.changes.flatMap(({ object, effect }) =>
    object === null || effect === 'nothing' ? [] : [lockOf(cluster.server, object)],
  );
  return [...new Set(locks)].toSorted();
}
