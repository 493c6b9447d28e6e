// vitest's global setup of the projects whose tests share a cluster: says which one it was, and ends it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, ownIdentity } from '../../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity } from '../../../src/model/run.ts';
import { FILES } from './place.ts';
import { removeRest } from './rest.ts';
import { homeOf, RUN_VARIABLE } from './shared.ts';

export function setup(): void {
  process.env[RUN_VARIABLE] = JSON.stringify(ownIdentity());
}

export async function teardown(): Promise<void> {
  const home = homeOf(ownIdentity());
  const file = path.join(home, FILES.keeper);
  if (!existsSync(file)) return;
  const keeper: ProcessIdentity = JSON.parse(readFileSync(file, 'utf8'));
  if (isAlive(keeper)) process.kill(keeper.pid, 'SIGTERM');
  while (isAlive(keeper)) await sleep(20);
  await removeRest(home);
}
