import { textOf } from '../../../base/json.ts';
import { isOfEffect, jobName, jobObject, plannedJobName } from '../../../kubernetes/job-object.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../../../model/cluster.ts';
import { ClusterError } from '../../../ports/cluster.ts';
import type { Call, Mutation } from '../action.ts';
import { explained } from '../explained.ts';
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
    // Its name is that of this effect alone: what was never begun is not there.
    const there = captured.length === 0 ? null : await getOrNull(call.cluster, target, call.signal);
    if (there !== null && !isOfEffect(there, idempotencyKey)) throw notOurs(target);
    if (there !== null) return;
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
    const state = objectState({ target, before: null, deletes: false, drops: 'any' });
    const follows = cronJob === null ? [] : [cronJob.registration];
    const plannedAs = plannedJobName(settings);
    yield {
      target,
      plannedAs,
      request,
      follows,
      before: null,
      state,
      send: () => create(call, target, request),
    };
  },
  after: objectAfter,
  async settle(call, [made]) {
    const target = await targetOfJob(call);
    await beside(call, target, made);
    return awaitJob(call, target).catch((error: unknown) => explainedByCronJob(call, target, error));
  },
  undo: undoObject,
};

async function create(call: Call, target: ObjectRef, request: ApiRequest): Promise<KubeObject> {
  try {
    return await call.cluster.send(request, call.signal);
  } catch (error) {
    const isThere = error instanceof ClusterError && error.failure === 'already-exists';
    throw isThere ? notOurs(target) : explained(error, target);
  }
}

function notOurs(target: ObjectRef): ClusterError {
  return new ClusterError('already-exists', `${showObject(target)} is there, and not of this run`);
}

async function targetOfJob(call: Call): Promise<ObjectRef & { readonly namespace: string }> {
  const { settings, cluster, idempotencyKey } = call;
  const kind = await kindNamed(call, { written: 'jobs', apiVersion: 'batch/v1' });
  const namespace = settings['namespace'] === undefined ? cluster.namespace : textOf(settings['namespace']);
  return { kind, namespace, name: jobName(settings, idempotencyKey) };
}
