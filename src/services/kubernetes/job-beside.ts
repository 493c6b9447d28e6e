import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import { activeJobsOf, activeWith, concurrencyPolicyOf, cronJobNamed } from '../../kubernetes/cronjob.ts';
import { jobResult } from '../../kubernetes/job-result.ts';
import { listAt, mappingAt, textAt } from '../../kubernetes/parts.ts';
import type { ApiRequest, KubeObject, ObjectRef } from '../../model/cluster.ts';
import { ClusterError, type ClusterFailure } from '../../ports/cluster.ts';
import type { Call, Sent } from './action.ts';
import { getObject } from './missing-object.ts';
import { mustBeThere } from './must-be-there.ts';
import { showObject } from './object-state.ts';
import { kindNamed } from './target.ts';
import { getOrNull } from './watch.ts';

/** The controller ends a Job first, and then starts the other one. */
const MOST_LOOKS = 6;
const LOOK_MS = 500;

/** What another attempt would not change; of anything else nobody knows whether it was done. */
const REFUSED: ReadonlySet<ClusterFailure> = new Set([
  'failed',
  'forbidden',
  'undeclared',
  'invalid',
  'rejected',
  'not-found',
]);

/** A CronJob whose template a step runs. */
interface ReadyCronJob {
  readonly object: KubeObject;
  /** What tells its controller of the Job, but for the Job: it holds for the CronJob as it was read. */
  readonly registration: ApiRequest;
}

/**
 * The CronJob that a step names; null where it names none. @throws {ClusterError} failed where a Job of it runs that must
 * have none beside it
 */
export async function readyCronJob(call: Call, job: ObjectRef): Promise<ReadyCronJob | null> {
  const target = await cronJobOf(call);
  if (target === null) return null;
  const object = await mustBeThere(call, target);
  await refuseBeside(call, { target, cronJob: object, job });
  const registration = registrationOf(call, {
    target,
    cronJob: object,
    active: listAt(object, 'status', 'active'),
  });
  return { object, registration };
}

interface Registering {
  readonly target: ObjectRef;
  readonly cronJob: KubeObject;
  readonly active: readonly JsonObject[];
}

/** Refused as a conflict where the CronJob has changed since it was read. */
function registrationOf({ manager }: Call, { target, cronJob, active }: Registering): ApiRequest {
  const { uid = null, resourceVersion = null } = mappingAt(cronJob, 'metadata');
  const body = { metadata: { uid, resourceVersion }, status: { active: [...active] } };
  const query = { fieldManager: manager };
  return { verb: 'patch', ...target, subresource: 'status', patch: 'merge', query, body };
}

/**
 * Tells the controller of the CronJob that this Job runs, so that it starts none beside it where its policy says so. A
 * Job that turns out to be one too many is taken back. @throws {ClusterError}
 */
export async function beside(call: Call, job: ObjectRef, made: Sent | undefined): Promise<void> {
  const target = await cronJobOf(call);
  if (target === null) return;
  const own = made?.answer ?? (await getObject(call, job));
  if (jobResult(own).state !== 'running') return;
  try {
    if (!(await registerUnchanged(call, { target, job, own }, made?.change.follows)))
      await register(call, { target, job, own });
  } catch (error) {
    const isRefused = error instanceof ClusterError && REFUSED.has(error.failure) && !call.signal.aborted;
    if (isRefused) await takeBack(call, job, own);
    throw error;
  }
}

interface Beside {
  /** The CronJob. */
  readonly target: ObjectRef;
  readonly job: ObjectRef;
  readonly own: KubeObject;
}

/** Whether the CronJob is as it was before the Job was made: then no other runs beside it, and it need not be read again. */
async function registerUnchanged(
  call: Call,
  { target, own }: Beside,
  [registration]: readonly ApiRequest[] = [],
): Promise<boolean> {
  // What it says of the CronJob is all that matters of it.
  const cronJob = registration?.body;
  if (!isJsonObject(cronJob)) return false;
  try {
    const active = activeWith(cronJob, own);
    await call.cluster.send(registrationOf(call, { target, cronJob, active }), call.signal);
    return true;
  } catch (error) {
    if (error instanceof ClusterError && error.failure === 'conflict') return false;
    throw error;
  }
}

async function register(call: Call, { target, job, own }: Beside): Promise<void> {
  const cronJob = await getObject(call, target);
  const uid = textAt(own, 'metadata', 'uid');
  if (activeJobsOf(cronJob).some((active) => active.uid === uid)) return;
  await refuseBeside(call, { target, cronJob, job });
  const active = activeWith(cronJob, own);
  await call.cluster.send(registrationOf(call, { target, cronJob, active }), call.signal);
}

async function takeBack(call: Call, job: ObjectRef, own: KubeObject): Promise<void> {
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions: { uid: textAt(own, 'metadata', 'uid') },
    propagationPolicy: 'Background',
  };
  const gone = call.cluster.send({ verb: 'delete', ...job, body }, call.signal);
  await gone.then(
    () => call.log('stderr', `${showObject(job)} is taken back\n`),
    (error: unknown) => call.log('stderr', `${showObject(job)} runs on: ${String(error)}\n`),
  );
}

async function refuseBeside(
  call: Call,
  { target, cronJob, job }: Pick<Beside, 'target' | 'job'> & { readonly cronJob: KubeObject },
): Promise<void> {
  const policy = concurrencyPolicyOf(cronJob);
  if (policy === 'Allow') return;
  const other = await runningBeside(call, cronJob, job);
  if (other !== undefined)
    throw new ClusterError(
      'failed',
      `${showObject(target)} runs its Job ${other} already, and wants none beside it (concurrencyPolicy ${policy})`,
      { hint: `kubectl get job ${other} -n ${job.namespace ?? ''}` },
    );
}

/** The controller may not have seen yet that one has ended. */
async function runningBeside(call: Call, cronJob: KubeObject, job: ObjectRef): Promise<string | undefined> {
  for (const { name } of activeJobsOf(cronJob)) {
    if (name === job.name) continue;
    const other = await getOrNull(call.cluster, { ...job, name }, call.signal);
    if (other !== null && jobResult(other).state === 'running') return name;
  }
  return undefined;
}

/** Whoever removed the Job in the middle was the CronJob's controller, where another runs in its place. @throws {ClusterError} */
export async function explainedByCronJob(call: Call, job: ObjectRef, error: unknown): Promise<never> {
  const target = await cronJobOf(call);
  const isGone = error instanceof ClusterError && error.failure === 'not-found' && !call.signal.aborted;
  if (target === null || !isGone) throw error;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const cronJob = await getOrNull(call.cluster, target, call.signal);
    const other = activeJobsOf(cronJob ?? {}).find(({ name }) => name !== job.name);
    if (cronJob !== null && other !== undefined) {
      const policy = `concurrencyPolicy ${concurrencyPolicyOf(cronJob)}`;
      const words = `${error.message}: ${showObject(target)} runs its Job ${other.name} instead (${policy})`;
      throw new ClusterError('failed', words, { cause: error });
    }
    await sleep(LOOK_MS, undefined, { signal: call.signal });
  }
  throw error;
}

async function cronJobOf(call: Call): Promise<ObjectRef | null> {
  const { from, namespace } = call.settings;
  if (from === undefined) return null;
  const kind = await kindNamed(call, { written: 'cronjobs', apiVersion: 'batch/v1' });
  const where = namespace === undefined ? call.cluster.namespace : textOf(namespace);
  return { kind, namespace: where, name: cronJobNamed(textOf(from)) };
}
