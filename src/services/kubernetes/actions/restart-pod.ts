import { isJsonObject, textOf } from '../../../base/json.ts';
import type { ApiKind, KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Mutation } from '../action.ts';
import { evictions, type Going, type HowToGo, untilAllGone } from '../evict.ts';
import { listAll } from '../list.ts';
import { metadataOf } from '../object-state.ts';
import { mustBeThere } from '../must-be-there.ts';
import { targetOf } from '../target.ts';

/** Lets pods go, so that their controller makes new ones. */
export const restartPod: Mutation = {
  kind: 'mutation',
  async *changes(call, captured) {
    const { kind } = await targetOf(call, 'Pod');
    yield* evictions(call, captured, { kind, how: howOf(call), find: () => chosen(call, kind) });
  },
  async settle(call, sent) {
    const going = sent.map(({ change: { target, state } }): Going => ({ target, uid: textOf(state['uid']) }));
    if (call.settings['wait'] !== false) await untilAllGone(call, going);
    return { pods: going.map(({ target }) => target.name) };
  },
  undo: null,
};

async function chosen(call: Call, kind: ApiKind): Promise<readonly KubeObject[]> {
  const { settings, cluster, signal } = call;
  const target = await targetOf(call, 'Pod');
  if (settings['name'] !== undefined) return [await mustBeThere(call, target)];
  const labels = textOf(settings['selector']).trim();
  if (labels === '') throw new ClusterError('invalid', 'it names no pod, and its selector chooses all');
  const { items } = await listAll(cluster, { kind, namespace: target.namespace, labels }, { signal });
  return items.filter((pod) => metadataOf(pod)['deletionTimestamp'] === undefined && !isOver(pod));
}

function isOver({ status }: KubeObject): boolean {
  const phase = isJsonObject(status) ? status['phase'] : undefined;
  return phase === 'Succeeded' || phase === 'Failed';
}

export function howOf({ settings }: Pick<Call, 'settings'>): HowToGo {
  const { evict, gracePeriodSeconds } = settings;
  return {
    evict: evict !== false,
    gracePeriodSeconds: typeof gracePeriodSeconds === 'number' ? gracePeriodSeconds : null,
  };
}
