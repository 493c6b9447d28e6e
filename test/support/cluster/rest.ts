import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { removeControlGroups } from '../control-groups.ts';
import { FILES } from './place.ts';

/** What the folders of clusters are called, in the system's temporary one. */
export const HOME_PREFIX = 'atomctl-cluster-';

const PATIENCE_MS = 10_000;
const YOUNG_MS = 60_000;

/** Removes what a cluster leaves when all its processes are killed: its control groups, and its folder. */
export async function removeRest(home: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    try {
      removeControlGroups(path.basename(home));
      rmSync(home, { recursive: true, force: true });
      return;
    } catch (error) {
      // Its last processes are still on their way out.
      if (Date.now() > until) throw error;
    }
  }
}

/** Removes the rest of every cluster whose keeper was killed. */
export async function removeOrphans(): Promise<void> {
  for (const home of globSync(path.join(os.tmpdir(), `${HOME_PREFIX}*`))) {
    if (!isKept(home)) await removeRest(home);
  }
}

function isKept(home: string): boolean {
  try {
    const file = path.join(home, FILES.keeper);
    if (!existsSync(file)) return Date.now() - statSync(home).mtimeMs < YOUNG_MS;
    const keeper: ProcessIdentity = JSON.parse(readFileSync(file, 'utf8'));
    return isAlive(keeper);
  } catch {
    // Somebody else removes it just now.
    return true;
  }
}
