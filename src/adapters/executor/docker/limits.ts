import { isJsonObject, type Json, type JsonObject } from '../../../base/json.ts';
import type { ContainerLimit, EngineLimits } from '../../../model/engine-limits.ts';
import { readProc } from '../process/process-identity.ts';
import type { ContainerLimits } from './container-call.ts';

/** Whether a limit holds. Engines take limits that they do not enforce without a word. */
export type Enforcement = 'enforced' | 'not enforced' | 'not known';

/** What an engine says of itself, by limit: false where it cannot enforce it. */
export function enforcedBy(info: Json): EngineLimits {
  const { MemoryLimit, CpuCfsQuota, PidsLimit, CgroupDriver } = isJsonObject(info) ? info : {};
  const groups = CgroupDriver !== 'none';
  return {
    memory: groups && MemoryLimit !== false,
    cpu: groups && CpuCfsQuota !== false,
    pids: groups && PidsLimit !== false,
  };
}

/** For each limit that was asked for, whether it holds: what the engine denies does not, what a control group shows does. */
export function enforcements(
  asked: ContainerLimits,
  { said, group }: Evidence,
): Partial<Record<ContainerLimit, Enforcement>> {
  const wanted = { cpu: asked.nanoCpus, memory: asked.memory, pids: asked.pids };
  const limits = (['cpu', 'memory', 'pids'] as const).filter((limit) => wanted[limit] !== undefined);
  return Object.fromEntries(
    limits.map((limit): [ContainerLimit, Enforcement] => {
      if (!said[limit]) return [limit, 'not enforced'];
      if (group === undefined) return [limit, 'not known'];
      const least = Math.min(...group[limit]);
      return [limit, least <= (wanted[limit] ?? 0) * 1.01 ? 'enforced' : 'not enforced'];
    }),
  );
}

export interface Evidence {
  readonly said: EngineLimits;
  /** As `groupLimits` found them. */
  readonly group: GroupLimits | undefined;
}

/** What the control groups of a process hold it to, from its own to the root's, in the engine's units. */
export type GroupLimits = Readonly<Record<ContainerLimit, readonly number[]>>;

/** Undefined where this host does not show the process: the engine is in a virtual machine, or it has ended. */
export function groupLimits(pid: number, root = ''): GroupLimits | undefined {
  const text = pid > 0 ? readProc(`${root}/proc/${pid}/cgroup`) : undefined;
  if (text === undefined) return undefined;
  const groups = text.split('\n').flatMap((line) => {
    const [, controllers, group] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    return controllers === undefined || group === undefined ? [] : [{ controllers, group }];
  });
  const values = (limit: ContainerLimit) => groups.flatMap((group) => valuesIn(group, limit, root));
  return { cpu: values('cpu'), memory: values('memory'), pids: values('pids') };
}

interface Group {
  /** Of version 1; empty for version 2. */
  readonly controllers: string;
  readonly group: string;
}

const MOUNT = '/sys/fs/cgroup';
const FILES = {
  memory: { one: 'memory.limit_in_bytes', two: 'memory.max' },
  pids: { one: 'pids.max', two: 'pids.max' },
  cpu: { one: 'cpu.cfs_quota_us', two: 'cpu.max' },
} as const;

function valuesIn({ controllers, group }: Group, limit: ContainerLimit, root: string): number[] {
  if (controllers !== '' && !controllers.split(',').includes(limit)) return [];
  const mounts = controllers === '' ? [MOUNT, `${MOUNT}/unified`] : [`${MOUNT}/${controllers}`];
  return ancestors(group).flatMap((path) =>
    mounts.flatMap((mount) => {
      const folder = `${root}${mount}${path}`;
      const text = readProc(`${folder}/${FILES[limit][controllers === '' ? 'two' : 'one']}`);
      const value = text === undefined ? Number.NaN : valueOf(text, limit, folder);
      return value > 0 ? [value] : [];
    }),
  );
}

/** A quota is CPU time in each period; -1 and max are none. */
function valueOf(text: string, limit: ContainerLimit, folder: string): number {
  const [first = '', second] = text.trim().split(' ');
  if (limit !== 'cpu') return Number(first);
  const period = Number(second ?? readProc(`${folder}/cpu.cfs_period_us`));
  return (Number(first) / period) * 1e9;
}

function ancestors(group: string): string[] {
  const parts = group.split('/').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, length) => {
    return parts
      .slice(0, parts.length - length)
      .map((part) => `/${part}`)
      .join('');
  });
}

export function asOutput(found: Partial<Record<ContainerLimit, Enforcement>>): JsonObject {
  return Object.fromEntries(Object.entries(found));
}
