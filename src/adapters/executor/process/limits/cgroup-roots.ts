import { accessSync, constants, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readProc } from '../process-identity.ts';

/** A control group under which this process may make others, for the controllers that it has. */
export interface CgroupRoot {
  readonly version: 1 | 2;
  readonly controllers: ReadonlySet<string>;
  readonly folder: string;
}

/** What a mounted hierarchy is, and where in it this process is. */
export interface CgroupHierarchy {
  readonly version: 1 | 2;
  /** Of version 1; version 2 says in each group what it has. */
  readonly controllers: ReadonlySet<string>;
  readonly mount: string;
  readonly own: string;
}

/** Where the groups of steps may be made here; the limits that this process itself is held to count for them too. */
export function cgroupRoots(): CgroupRoot[] {
  const hierarchies = hierarchiesOf(
    readProc('/proc/self/mountinfo') ?? '',
    readProc('/proc/self/cgroup') ?? '',
  );
  return hierarchies.flatMap((hierarchy) =>
    hierarchy.version === 1 ? firstVersion(hierarchy) : secondVersion(hierarchy),
  );
}

/** The hierarchies in /proc/self/mountinfo, with this process' place of /proc/self/cgroup. */
export function hierarchiesOf(mountinfo: string, membership: string): CgroupHierarchy[] {
  const places = membership.split('\n').flatMap((line) => {
    const [, id, names = '', place = ''] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ names: names.split(','), place }];
  });
  return mountinfo.split('\n').flatMap((line): CgroupHierarchy[] => {
    const [left = '', right = ''] = line.split(' - ');
    const [, , , root = '', mountPoint = ''] = left.split(' ').map(unescaped);
    const [type, , options = ''] = right.split(' ');
    if (type !== 'cgroup' && type !== 'cgroup2') return [];
    const controllers = new Set(options.split(','));
    const found = places.find(({ names }) =>
      type === 'cgroup2' ? names[0] === '' : names.some((name) => name !== '' && controllers.has(name)),
    );
    if (found === undefined) return [];
    const own = path.join(mountPoint, inside(root, found.place));
    return type === 'cgroup2'
      ? [{ version: 2, controllers: new Set(), mount: mountPoint, own }]
      : [{ version: 1, controllers, mount: mountPoint, own }];
  });
}

/** mountinfo writes a space and its like as an octal number. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** A container may see a part of a hierarchy, or itself outside of what it sees. */
function inside(root: string, place: string): string {
  if (root === '/') return place.startsWith('/..') ? '/' : place;
  return place === root || place.startsWith(`${root}/`) ? place.slice(root.length) : '/';
}

function firstVersion({ controllers, own }: CgroupHierarchy): CgroupRoot[] {
  return isWritable(own) ? [{ version: 1, controllers, folder: own }] : [];
}

/**
 * A group with processes in it gives its children no controllers, but for the very first one: so the nearest group above that
 * may have children with the two that are needed.
 */
function secondVersion({ mount, own }: CgroupHierarchy): CgroupRoot[] {
  for (let folder = own; folder.startsWith(mount); folder = path.dirname(folder)) {
    if (!isWritable(folder)) continue;
    for (const name of ['memory', 'cpu', 'pids']) enable(folder, name);
    const controllers = new Set(readProc(path.join(folder, 'cgroup.subtree_control'))?.trim().split(' '));
    if (controllers.has('memory') || controllers.has('cpu')) return [{ version: 2, controllers, folder }];
  }
  return [];
}

function enable(folder: string, controller: string): void {
  try {
    writeFileSync(path.join(folder, 'cgroup.subtree_control'), `+${controller}`);
  } catch {
    // It has no such controller, or not for us: what it has is read afterwards.
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    accessSync(path.join(folder, 'cgroup.procs'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
