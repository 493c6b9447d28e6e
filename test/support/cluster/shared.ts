import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ownIdentity } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { boot, readiness } from './boot.ts';
import { type ClusterPlace, nodeParts } from './place.ts';
import { HOME_PREFIX } from './rest.ts';

/** The identity of the process that runs all test files, set by once-a-run.ts; without it each process is a run of its own. */
export const RUN_VARIABLE = 'ATOMCTL_TEST_RUN';

const KWOK_NODES = 3;

/** The one cluster of a run. Whoever makes its folder boots it, the others wait; it ends with the run, not with a test file. */
export async function bootShared(): Promise<ClusterPlace> {
  const run = runIdentity();
  const home = homeOf(run);
  if (!makeFolder(home)) return readiness(home);
  const { place } = await boot({ kwokNodes: KWOK_NODES, kubelet: nodeParts() !== null, owner: run, home });
  return place;
}

export function homeOf({ pid, startTime }: ProcessIdentity): string {
  return path.join(os.tmpdir(), `${HOME_PREFIX}${pid}-${startTime}`);
}

function runIdentity(): ProcessIdentity {
  const text = process.env[RUN_VARIABLE];
  return text === undefined ? ownIdentity() : JSON.parse(text);
}

/** Whether it was this process that made it. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
