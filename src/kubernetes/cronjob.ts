import type { JsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { listAt, mappingAt, textAt } from './parts.ts';

/** What a Job of a CronJob's template is, but for its name: as `kubectl create job --from` makes it. */
export function jobOfCronJob(cronJob: KubeObject): JsonObject {
  const template = mappingAt(cronJob, 'spec', 'jobTemplate');
  const { labels, annotations } = mappingAt(template['metadata']);
  const owner = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: textAt(cronJob, 'metadata', 'name'),
    uid: textAt(cronJob, 'metadata', 'uid'),
    controller: true,
  };
  return {
    metadata: {
      ...(labels !== undefined && { labels }),
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...mappingAt(annotations) },
      ownerReferences: [owner],
    },
    spec: mappingAt(template['spec']),
  };
}

/** Whether its Jobs may run side by side: `Allow`, else `Forbid` or `Replace`. */
export function concurrencyPolicyOf(cronJob: KubeObject): string {
  return textAt(cronJob, 'spec', 'concurrencyPolicy') || 'Allow';
}

/** The Jobs that its controller counts as running: it starts none beside them, or ends them first, as its policy says. */
export function activeJobsOf(
  cronJob: KubeObject,
): readonly { readonly name: string; readonly uid: string }[] {
  return listAt(cronJob, 'status', 'active').map((job) => ({
    name: textAt(job, 'name'),
    uid: textAt(job, 'uid'),
  }));
}

/** `status.active` of the CronJob with one Job more. */
export function activeWith(cronJob: KubeObject, job: KubeObject): readonly JsonObject[] {
  const { name, namespace, uid, resourceVersion } = mappingAt(job, 'metadata');
  const own: JsonObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
  return [...listAt(cronJob, 'status', 'active'), own];
}

/** NAME of `cronjob/NAME`. */
export function cronJobNamed(from: string): string {
  return from.slice(from.indexOf('/') + 1);
}
