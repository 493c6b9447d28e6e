import { isJsonObject, textOf } from '../../../base/json.ts';
import type { ApiKind, KubeObject } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Captured, Mutation } from '../action.ts';
import { cordonChange } from '../cordon-change.ts';
import { evictions, type Going, untilAllGone } from '../evict.ts';
import { listAll } from '../list.ts';
import { metadataOf, objectAfter } from '../object-state.ts';
import { kindNamed } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { howOf } from './restart-pod.ts';

/** Empties a node: no new pods, and those that are there go as their budgets allow. Pods of DaemonSets stay. */
export const drain: Mutation = {
  kind: 'mutation',
  async *changes(call, captured) {
    const cordoned = await cordonChange(call);
    if (cordoned !== null) yield cordoned;
    const kind = await kindNamed(call, { written: 'pods', apiVersion: 'v1' });
    yield* evictions(call, captured, { kind, how: howOf(call), find: () => podsOn(call, kind) });
  },
  after: (sent, call) => (isOfNode(sent.change.state) ? objectAfter(sent, call) : {}),
  async settle(call, sent) {
    const going = sent
      .filter(({ change }) => !isOfNode(change.state))
      .map(({ change: { target, state } }): Going => ({ target, uid: textOf(state['uid']) }));
    await untilAllGone(call, going);
    return { pods: going.map(({ target }) => `${target.namespace ?? ''}/${target.name}`) };
  },
  /** The node takes pods again; those that went are where they are. */
  async *undo(call, captured: Captured, older) {
    if (isOfNode(captured.state)) yield* undoObject(call, captured, older);
  },
};

function isOfNode(state: Captured['state']): boolean {
  return state['object'] !== undefined;
}

async function podsOn(call: Call, kind: ApiKind): Promise<readonly KubeObject[]> {
  const { settings, cluster, signal } = call;
  const fields = `spec.nodeName=${textOf(settings['name'])}`;
  const { items } = await listAll(cluster, { kind, namespace: null, fields }, { signal });
  const going = items.filter((pod) => !staysBehind(pod));
  const lone = going.filter((pod) => controllerOf(pod) === undefined);
  if (lone.length === 0 || settings['deleteLonePods'] === true) return going;
  const names = lone.map(
    (pod) => `${textOf(metadataOf(pod)['namespace'])}/${textOf(metadataOf(pod)['name'])}`,
  );
  throw new ClusterError(
    'invalid',
    `nothing would make these pods anew: ${names.join(', ')} (deleteLonePods: true lets them go)`,
  );
}

/** Pods of DaemonSets come back at once, static ones are not the API server's, and those that are over hold nothing. */
function staysBehind(pod: KubeObject): boolean {
  const { annotations, deletionTimestamp } = metadataOf(pod);
  const isStatic = isJsonObject(annotations) && annotations['kubernetes.io/config.mirror'] !== undefined;
  const phase = isJsonObject(pod['status']) ? pod['status']['phase'] : undefined;
  const isOver = phase === 'Succeeded' || phase === 'Failed' || deletionTimestamp !== undefined;
  return isStatic || isOver || controllerOf(pod) === 'DaemonSet';
}

function controllerOf(pod: KubeObject): string | undefined {
  const { ownerReferences } = metadataOf(pod);
  const owners = Array.isArray(ownerReferences) ? ownerReferences.filter(isJsonObject) : [];
  const controller = owners.find((owner) => owner['controller'] === true);
  return controller === undefined ? undefined : textOf(controller['kind']);
}
