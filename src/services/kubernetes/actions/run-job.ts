import { textOf } from '../../../base/json.ts';
import { isOfEffect, jobName, jobObject, plannedJobName } from '../../../kubernetes/job-object.ts';
import type { ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Mutation } from '../action.ts';
import { awaitJob } from '../await-job.ts';
import { beside, explainedByCronJob, readyCronJob } from '../job-beside.ts';
import { objectAfter, objectState, showObject } from '../object-state.ts';
import { getOrNull } from '../watch.ts';
import { kindNamed } from '../target.ts';
import { undoObject } from '../undo-object.ts';

/** Runs a Job to its end, once for each effect, and tells what it said. */
export const runJob: Mutation = {
  kind: 'mutation',
  async *changes(call, captured) {
    const { settings, idempotencyKey } = call;
    const target = await targetOfJob(call);
    const before = await getOrNull(call.cluster, target, call.signal);
    if (before !== null && !isOfEffect(before, idempotencyKey))
      throw new ClusterError('already-exists', `${showObject(target)} is there, and not of this run`);
    if (before !== null) return;
    // It may have run to its end, and been removed: nobody can tell.
    if (captured.some(({ after }) => after !== null))
      throw new ClusterError(
        'failed',
        `${showObject(target)} was made, and is not there any more: how it ended is not known`,
      );
    const cronJob = await readyCronJob(call, target);
    const request = {
      verb: 'create',
      kind: target.kind,
      namespace: target.namespace,
      name: null,
      query: { fieldManager: call.manager },
      body: jobObject(settings, {
        idempotencyKey,
        namespace: target.namespace,
        cronJob: cronJob?.object ?? null,
      }),
    } as const;
    const state = objectState({ target, before, deletes: false, drops: 'any' });
    const follows = cronJob === null ? [] : [cronJob.registration];
    yield { target, plannedAs: plannedJobName(settings), request, follows, before, state };
  },
  after: objectAfter,
  async settle(call, [made]) {
    const target = await targetOfJob(call);
    await beside(call, target, made?.answer);
    return awaitJob(call, target).catch((error: unknown) => explainedByCronJob(call, target, error));
  },
  undo: undoObject,
};

async function targetOfJob(call: Call): Promise<ObjectRef & { readonly namespace: string }> {
  const { settings, cluster, idempotencyKey } = call;
  const kind = await kindNamed(call, { written: 'jobs', apiVersion: 'batch/v1' });
  const namespace = settings['namespace'] === undefined ? cluster.namespace : textOf(settings['namespace']);
  return { kind, namespace, name: jobName(settings, idempotencyKey) };
}
