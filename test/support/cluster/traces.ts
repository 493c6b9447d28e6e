import { existsSync, globSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** What of this host a cluster could leave behind. */
export interface Traces {
  /** Those that name its folder, and all in the node's namespace. */
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly groups: readonly string[];
  readonly folder: boolean;
}

export const NO_TRACES: Traces = { processes: [], mounts: [], groups: [], folder: false };

/** The traces of the cluster of a folder; `node` is its node's process namespace, as `nodeNamespace` gave it while it ran. */
export function tracesOf(home: string, node?: string): Traces {
  const isOfNode = (folder: string) => node !== undefined && namespaceOf(folder) === node;
  return {
    processes: globSync('/proc/[0-9]*').filter((folder) => names(folder, home) || isOfNode(folder)),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(home)),
    groups: globSync(`/sys/fs/cgroup/{,*/}${path.basename(home)}`),
    folder: existsSync(home),
  };
}

/** The process namespace of a cluster's node; undefined where it has none with a real kubelet. */
export function nodeNamespace(home: string): string | undefined {
  const own = namespaceOf('/proc/self');
  return globSync('/proc/[0-9]*')
    .filter((folder) => names(folder, home))
    .map((folder) => namespaceOf(folder))
    .find((namespace) => namespace !== own);
}

/** The settings of this host that a kubelet changes. */
export function kernelSettings(): readonly string[] {
  return ['vm/overcommit_memory', 'kernel/panic', 'kernel/panic_on_oops', 'net/ipv4/ip_forward'].map((name) =>
    readFileSync(`/proc/sys/${name}`, 'utf8'),
  );
}

function names(folder: string, home: string): boolean {
  try {
    return readFileSync(path.join(folder, 'cmdline'), 'utf8').includes(home);
  } catch {
    return false;
  }
}

function namespaceOf(folder: string): string | undefined {
  try {
    return readlinkSync(path.join(folder, 'ns/pid'));
  } catch {
    return undefined;
  }
}
