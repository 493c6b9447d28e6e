import { textOf } from '../../base/json.ts';
import { podSelectorOf } from '../../kubernetes/selector-text.ts';
import type { KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { listAll, type Selection } from './list.ts';
import { getObject } from './missing-object.ts';
import { kindNamed, targetOf } from './target.ts';

/** What a step chooses: one object by its name, or those of a selector. */
export type Chosen =
  | { readonly by: 'name'; readonly target: ObjectRef }
  | { readonly by: 'selector'; readonly selection: Selection };

/** What `name`, or `selector` and `fieldSelector` choose. @throws {ClusterError} failed, where it is not one of both */
export async function chosenBy(call: Call): Promise<Chosen> {
  const { name, selector, fieldSelector, allNamespaces } = call.settings;
  const target = await targetOf(call);
  const isSelected = selector !== undefined || fieldSelector !== undefined;
  if ((name === undefined) !== isSelected)
    throw new ClusterError('invalid', 'it needs "name", or "selector" for several, and not both');
  if (name !== undefined) return { by: 'name', target };
  const { kind, namespace } = target;
  const selection = {
    kind,
    namespace: allNamespaces === true ? null : namespace,
    ...(selector !== undefined && { labels: textOf(selector) }),
    ...(fieldSelector !== undefined && { fields: textOf(fieldSelector) }),
  };
  return { by: 'selector', selection };
}

/** The pods that a step means: one, those of a selector, or those of a workload. @throws {ClusterError} */
export async function podsChosenBy(
  call: Call,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): Promise<readonly KubeObject[]> {
  const asked = { ...call, settings: { kind: 'Pod', ...call.settings } };
  const chosen = await chosenBy(asked);
  const kind = chosen.by === 'name' ? chosen.target.kind : chosen.selection.kind;
  if (chosen.by === 'name' && kind.kind === 'Pod') return [await getObject(call, chosen.target)];
  if (chosen.by === 'selector' && kind.kind === 'Pod')
    return (await listAll(call.cluster, chosen.selection, { signal, most })).items;
  if (chosen.by === 'selector')
    throw new ClusterError('invalid', `a selector chooses pods here, not ${kind.resource}: give a name`);
  return podsOf(call, await getObject(call, chosen.target), { target: chosen.target, most });
}

/** The pods of a workload: of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or Service. @throws {ClusterError} */
export async function podsOf(
  call: Pick<Call, 'cluster' | 'signal'>,
  workload: KubeObject,
  { target, most }: { readonly target: ObjectRef; readonly most: number },
): Promise<readonly KubeObject[]> {
  const labels = podSelectorOf(workload);
  if (labels === undefined) throw new ClusterError('invalid', `a ${target.kind.kind} has no pods of its own`);
  const kind = await kindNamed(call, { written: 'Pod', apiVersion: 'v1' });
  const selection = { kind, namespace: target.namespace, labels };
  return (await listAll(call.cluster, selection, { signal: call.signal, most })).items;
}
