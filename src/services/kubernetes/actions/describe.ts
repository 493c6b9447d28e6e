import type { JsonObject } from '../../../base/json.ts';
import { conditionsShown } from '../../../kubernetes/conditions.ts';
import { type NodeStatus, nodeStatusOf, showNode } from '../../../kubernetes/node-status.ts';
import { type PodStatus, podStatusOf, showPod } from '../../../kubernetes/pod-status.ts';
import { podSelectorOf } from '../../../kubernetes/selector-text.ts';
import { rolloutOf } from '../../../kubernetes/rollout.ts';
import type { KubeObject, ObjectRef } from '../../../model/cluster.ts';
import type { Call, Read, Reading } from '../action.ts';
import { listAll } from '../list.ts';
import { getObject } from '../missing-object.ts';
import { chosenBy, podsOf } from '../selected.ts';

const MOST = 500;

/** How pods, nodes and workloads are, with what is wrong in words. */
export const describe: Reading = {
  kind: 'reading',
  async read(call) {
    const chosen = await chosenBy(call);
    const kind = chosen.by === 'name' ? chosen.target.kind : chosen.selection.kind;
    const objects =
      chosen.by === 'name'
        ? [await getObject(call, chosen.target)]
        : (await listAll(call.cluster, chosen.selection, { signal: call.signal, most: MOST })).items;
    if (kind.group === '' && kind.kind === 'Pod') return ofPods(call, objects.map(podStatusOf));
    if (kind.group === '' && kind.kind === 'Node') return ofNodes(call, objects.map(nodeStatusOf));
    return ofOthers(call, objects, kind);
  },
};

function ofPods(call: Call, pods: readonly PodStatus[]): Read {
  for (const pod of pods) call.log('stdout', `${showPod(pod)}\n`);
  const problems = pods.flatMap(({ name, problems: own }) => own.map((problem) => `${name}/${problem}`));
  return { outputs: { pods: pods.map(podJson), problems } };
}

function ofNodes(call: Call, nodes: readonly NodeStatus[]): Read {
  for (const node of nodes) call.log('stdout', `${showNode(node)}\n`);
  const problems = nodes.flatMap(({ name, problems: own }) => own.map((problem) => `${name}: ${problem}`));
  return { outputs: { nodes: nodes.map((node) => ({ ...node })), problems } };
}

/** Their conditions and rollout, and for a workload its pods. */
async function ofOthers(call: Call, objects: readonly KubeObject[], kind: ObjectRef['kind']): Promise<Read> {
  const items = objects.map((object) => ({
    object,
    ...conditionsShown(object),
    rollout: rolloutOf(object)?.words ?? '',
    selector: podSelectorOf(object),
  }));
  for (const { name, words, rollout } of items)
    call.log(
      'stdout',
      `${kind.kind} ${name}: ${[rollout, words].filter((text) => text !== '').join('; ')}\n`,
    );
  const pods: PodStatus[] = [];
  for (const { object, name, namespace, selector } of items) {
    if (selector === undefined) continue;
    const target = { kind, namespace, name };
    pods.push(...(await podsOf(call, object, { target, most: MOST })).map(podStatusOf));
  }
  const { outputs } = ofPods(call, pods);
  const shown = items.map(({ name, conditions, rollout, selector = null }) => ({
    name,
    conditions,
    rollout,
    selector,
  }));
  return { outputs: { ...outputs, items: shown } };
}

function podJson({ containers, ...pod }: PodStatus): JsonObject {
  return {
    ...pod,
    containers: containers.map(({ last, ...container }) => ({
      ...container,
      last: last === null ? null : { ...last },
    })),
  };
}
