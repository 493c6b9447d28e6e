import { type JobResult, jobResult } from '../../kubernetes/job-result.ts';
import { mappingAt } from '../../kubernetes/parts.ts';
import type { ObjectRef } from '../../model/cluster.ts';
import type { StepOutputs } from '../../model/run.ts';
import { ClusterError } from '../../ports/cluster.ts';
import type { Call } from './action.ts';
import { JobPods } from './job-pods.ts';
import { showObject } from './object-state.ts';
import { watchObject } from './watch.ts';

/**
 * Waits for the end of a Job; what its pods say is logged meanwhile.
 * @throws {ClusterError} failed, with how its container ended, or what keeps it from starting; timeout
 */
export async function awaitJob(call: Call, target: ObjectRef): Promise<StepOutputs> {
  const began = performance.now();
  const own = new AbortController();
  const watching = { ...call, signal: AbortSignal.any([call.signal, own.signal]) };
  const pods = new JobPods(watching, target);
  const hint = `kubectl describe job ${target.name} -n ${target.namespace ?? ''}`;
  try {
    const { result, ended } = await Promise.race([
      endOf(watching, target),
      pods.untilStuck().then(() => STUCK),
    ]);
    const why = await pods.atEnd(ended);
    if (result.state === 'complete')
      return { job: target.name, lines: pods.lines, seconds: Math.round(performance.now() - began) / 1000 };
    const words = [why, result.state === 'failed' ? result.why : ''].filter(Boolean).join('; ');
    throw new ClusterError('failed', `${showObject(target)} failed: ${words}`, { hint });
  } catch (error) {
    if (!call.signal.aborted) throw error;
    const seen = pods.seen === '' ? 'it has no pod' : pods.seen;
    throw new ClusterError('timeout', `${showObject(target)} did not end in time: ${seen}`, { hint });
  } finally {
    own.abort();
    await pods.close();
  }
}

interface End {
  readonly result: JobResult | { readonly state: 'stuck' };
  /** How many of its pods have ended, as it counts them itself. */
  readonly ended: number;
}

const STUCK: End = { result: { state: 'stuck' }, ended: 0 };

async function endOf({ cluster, signal }: Call, target: ObjectRef): Promise<End> {
  for await (const object of watchObject(cluster, target, signal)) {
    if (object === null)
      throw new ClusterError('not-found', `${showObject(target)} was deleted before it ended`);
    const result = jobResult(object);
    if (result.state === 'running') continue;
    const { succeeded, failed } = mappingAt(object, 'status');
    return { result, ended: Number(succeeded ?? 0) + Number(failed ?? 0) };
  }
  throw new Error('a watch has no end of its own');
}
