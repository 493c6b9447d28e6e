import { digestOf } from '../base/digest.ts';
import { isJsonObject, type JsonObject, textOf } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { cronJobNamed, jobOfCronJob } from './cronjob.ts';
import { mappingAt } from './parts.ts';

const LONGEST_NAME = 63;
const MARK_CHARACTERS = 10;
/** Long enough for whoever goes on after a crash to see how it ended; then the cluster removes it. */
const KEPT_SECONDS = 3600;
const EFFECT = 'atomctl.io/effect';

/** Of which effect a Job is. */
interface Effect {
  readonly idempotencyKey: string;
  readonly namespace: string;
  /** Whose template it has, where the step names one. */
  readonly cronJob: KubeObject | null;
}

/** The Job of one effect: its name is the same however often the effect is begun. */
export function jobObject(settings: JsonObject, { idempotencyKey, namespace, cronJob }: Effect): KubeObject {
  const written = cronJob === null ? writtenJob(settings) : jobOfCronJob(cronJob);
  const metadata = mappingAt(written['metadata']);
  const usual = cronJob === null ? { backoffLimit: 0, ttlSecondsAfterFinished: KEPT_SECONDS } : {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    ...written,
    metadata: {
      ...metadata,
      name: jobName(settings, idempotencyKey),
      namespace,
      annotations: { ...mappingAt(metadata['annotations']), [EFFECT]: idempotencyKey },
    },
    spec: { ...usual, ...mappingAt(written['spec']) },
  };
}

/** The name before there is a run: no Job can have it. */
export function plannedJobName(settings: JsonObject): string {
  return `${shortened(baseName(settings))}-RUN`;
}

function writtenJob(settings: JsonObject): JsonObject {
  return isJsonObject(settings['job']) ? settings['job'] : shortJob(settings);
}

function baseName(settings: JsonObject): string {
  const { from } = settings;
  if (from !== undefined) return cronJobNamed(textOf(from));
  return textOf(mappingAt(writtenJob(settings)['metadata'])['name'] ?? settings['name'] ?? 'job');
}

export function isOfEffect({ metadata }: KubeObject, idempotencyKey: string): boolean {
  return mappingAt(mappingAt(metadata)['annotations'])[EFFECT] === idempotencyKey;
}

/** What the Job of an effect is called. */
export function jobName(settings: JsonObject, idempotencyKey: string): string {
  const mark = digestOf(idempotencyKey).replace('sha256:', '').slice(0, MARK_CHARACTERS);
  return `${shortened(baseName(settings))}-${mark}`;
}

function shortened(base: string): string {
  return base.slice(0, LONGEST_NAME - MARK_CHARACTERS - 1).replace(/[-.]+$/, '');
}

/** One container, as restricted as the Pod Security Standards ask, where a step names no more than its image. */
function shortJob({ name, image, command, args, env, serviceAccountName }: JsonObject): JsonObject {
  const container = {
    name: 'main',
    image: image ?? '',
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ...(isJsonObject(env) && {
      env: Object.entries(env).map(([key, value]) => ({ name: key, value: textOf(value) })),
    }),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const spec = {
    restartPolicy: 'Never',
    automountServiceAccountToken: serviceAccountName !== undefined,
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
  };
  return { metadata: { name: name ?? 'job' }, spec: { template: { spec } } };
}
