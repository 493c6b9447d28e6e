import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Json, JsonObject } from '../../../base/json.ts';
import type { StepContext } from '../../../ports/executor.ts';
import type { ContainerCall } from './container-call.ts';
import type { ContainerFolders, Mount } from './container-folders.ts';
import { INSIDE } from './inside.ts';

/** Of every container: by them those of an effect are found again, whoever made them. */
export const LABELS = {
  run: 'io.atomctl.run',
  /** What holds the folders of all runs of its home: another home's containers are not ours to end. */
  runs: 'io.atomctl.runs',
  effect: 'io.atomctl.effect',
  attempt: 'io.atomctl.attempt',
} as const;

/** The same for whoever asks, before the container is there and after its owner died. */
export function containerName({ idempotencyKey, attempt }: ContainerRef): string {
  const plain = idempotencyKey.replaceAll('/', '.');
  const safe = plain.replaceAll(/[^\w.-]/g, '_');
  const apart = safe === plain ? '' : `.${createHash('sha256').update(plain).digest('hex').slice(0, 8)}`;
  return `atomctl.${safe}${apart}.${attempt}`;
}

export type ContainerRef = Pick<StepContext, 'idempotencyKey' | 'attempt'>;

export interface CreateRequest {
  readonly call: ContainerCall;
  readonly context: StepContext;
  readonly folders: ContainerFolders;
  readonly imageId: string;
  readonly user: string;
}

const TMP_OPTIONS = 'rw,nosuid,nodev,mode=1777';

/** What the engine is asked for. Everything that it would allow by itself is taken away. */
export function createBody({ call, context, folders, imageId, user }: CreateRequest): JsonObject {
  const hasInput = call.stdin !== undefined;
  return {
    Image: imageId,
    ...(call.command !== undefined && { Cmd: call.command }),
    // An empty text is how the API says: none.
    ...(call.entrypoint !== undefined && {
      Entrypoint: call.entrypoint.length === 0 ? [''] : call.entrypoint,
    }),
    Env: Object.entries({ HOME: INSIDE.work, ...call.env, ...folders.env }).map(
      ([name, value]) => `${name}=${value}`,
    ),
    User: user,
    WorkingDir: call.workdir,
    Labels: {
      [LABELS.run]: context.run,
      [LABELS.runs]: path.dirname(path.dirname(context.workFolder)),
      [LABELS.effect]: context.idempotencyKey,
      [LABELS.attempt]: String(context.attempt),
    },
    Tty: false,
    AttachStdin: hasInput,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: hasInput,
    StdinOnce: hasInput,
    HostConfig: hostConfig(call, folders),
  };
}

function hostConfig(call: ContainerCall, folders: ContainerFolders): JsonObject {
  const { limits, ulimits } = call;
  return {
    NetworkMode: call.network,
    ReadonlyRootfs: call.readOnlyRoot,
    Tmpfs: Object.fromEntries(['/tmp', ...call.tmpfs].map((target) => [target, TMP_OPTIONS])),
    Mounts: [...folders.mounts.map(bind), ...call.volumes.map(bind)],
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: call.capAdd,
    SecurityOpt: ['no-new-privileges'],
    // As process 1 it hands signals on and collects orphans.
    Init: true,
    Ulimits: Object.entries(ulimits).map(([Name, most]) => ({ Name, Soft: most, Hard: most })),
    ...(limits.memory !== undefined && { Memory: limits.memory, MemorySwap: limits.memory }),
    ...(limits.nanoCpus !== undefined && { NanoCpus: limits.nanoCpus }),
    ...(limits.pids !== undefined && { PidsLimit: limits.pids }),
    // Its output is taken as it comes; the engine would keep it once more, without a bound.
    LogConfig: { Type: 'none', Config: {} },
    RestartPolicy: { Name: 'no' },
    AutoRemove: false,
  };
}

function bind({ source, target, readOnly }: Mount): Json {
  const type = source.startsWith('/') ? 'bind' : 'volume';
  return { Type: type, Source: source, Target: target, ReadOnly: readOnly };
}
