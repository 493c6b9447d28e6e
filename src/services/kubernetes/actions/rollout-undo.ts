import { isJsonObject, textOf } from '../../../base/json.ts';
import type { KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Mutation } from '../action.ts';
import { awaitRollout } from '../await-rollout.ts';
import { listAll } from '../list.ts';
import { mustBeThere } from '../must-be-there.ts';
import { metadataOf, objectAfter, objectState, showObject } from '../object-state.ts';
import { kindNamed, targetOf } from '../target.ts';
import { undoObject } from '../undo-object.ts';
import { mappingAt } from '../../../kubernetes/parts.ts';

const USUAL = 'Deployment';
const REVISION = 'deployment.kubernetes.io/revision';
const UNDONE_BY = 'atomctl.io/rolled-back-by';

/** A revision that a workload had. */
interface Revision {
  readonly number: number;
  readonly template: KubeObject;
}

/** Gives a workload the pods of an earlier revision. */
export const rolloutUndo: Mutation = {
  kind: 'mutation',
  async *changes(call) {
    const target = await targetOf(call, USUAL);
    const before = await mustBeThere(call, target);
    const { annotations } = metadataOf(before);
    if (isJsonObject(annotations) && annotations[UNDONE_BY] === call.idempotencyKey) return;
    const { template } = wanted(call, target, await revisionsOf(call, target, before));
    const { uid, resourceVersion } = metadataOf(before);
    const marked = isJsonObject(annotations) ? annotations : {};
    const body = [
      { op: 'test', path: '/metadata/uid', value: uid ?? '' },
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion ?? '' },
      { op: 'replace', path: '/spec/template', value: template },
      { op: 'add', path: '/metadata/annotations', value: { ...marked, [UNDONE_BY]: call.idempotencyKey } },
    ];
    yield {
      target,
      request: { verb: 'patch', ...target, patch: 'json', query: { fieldManager: call.manager }, body },
      before,
      state: objectState({ target, before, deletes: false, drops: 'any' }),
    };
  },
  after: objectAfter,
  async settle(call) {
    return call.settings['wait'] === false ? {} : awaitRollout(call, await targetOf(call, USUAL));
  },
  undo: undoObject,
};

/** The one that the step names, else the one before the newest. */
function wanted({ settings }: Call, target: ObjectRef, revisions: readonly Revision[]): Revision {
  const { toRevision } = settings;
  const newestFirst = revisions.toSorted((one, other) => other.number - one.number);
  const found =
    toRevision === undefined
      ? newestFirst[1]
      : newestFirst.find(({ number }) => number === Number(toRevision));
  if (found !== undefined) return found;
  const there = newestFirst.map(({ number }) => number).join(', ') || 'none';
  const asked = toRevision === undefined ? 'an earlier revision' : `revision ${textOf(toRevision)}`;
  throw new ClusterError('not-found', `${showObject(target)} has not ${asked}; there are: ${there}`);
}

async function revisionsOf(call: Call, target: ObjectRef, workload: KubeObject): Promise<Revision[]> {
  if (target.kind.kind === 'Deployment') {
    const sets = await ownedBy(call, 'replicasets', { target, workload });
    return sets.map((set) => ({
      number: Number(mappingAt(metadataOf(set)['annotations'])[REVISION] ?? 0),
      template: withoutHash(mappingAt(mappingAt(set['spec'])['template'])),
    }));
  }
  const kept = await ownedBy(call, 'controllerrevisions', { target, workload });
  return kept.map((revision) => {
    const { $patch: _, ...template } = mappingAt(mappingAt(mappingAt(revision['data'])['spec'])['template']);
    return { number: Number(revision['revision'] ?? 0), template };
  });
}

async function ownedBy(
  call: Call,
  resource: string,
  { target, workload }: { readonly target: ObjectRef; readonly workload: KubeObject },
): Promise<readonly KubeObject[]> {
  const kind = await kindNamed(call, { written: resource, apiVersion: 'apps/v1' });
  const { items } = await listAll(call.cluster, { kind, namespace: target.namespace }, call);
  const { uid } = metadataOf(workload);
  return items.filter((item) => {
    const { ownerReferences } = metadataOf(item);
    return (
      Array.isArray(ownerReferences) &&
      ownerReferences.filter(isJsonObject).some((owner) => owner['uid'] === uid)
    );
  });
}

/** The label by which a Deployment tells its ReplicaSets apart is no part of what was asked for. */
function withoutHash(template: KubeObject): KubeObject {
  const metadata = mappingAt(template['metadata']);
  const { 'pod-template-hash': _, ...labels } = mappingAt(metadata['labels']);
  return { ...template, metadata: { ...metadata, labels } };
}
