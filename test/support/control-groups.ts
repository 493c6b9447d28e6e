import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';

const GROUPS = '/sys/fs/cgroup';

/** Removes a control group and those in it from every hierarchy; it has no processes any more. */
export function removeControlGroups(name: string): void {
  if (!existsSync(GROUPS)) return;
  for (const hierarchy of ['', ...readdirSync(GROUPS)]) {
    const folder = path.join(GROUPS, hierarchy, name);
    if (existsSync(folder)) removeGroup(folder);
  }
}

/** Control groups are folders whose files go with them. */
function removeGroup(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeGroup(path.join(folder, entry.name));
  }
  rmdirSync(folder);
}
