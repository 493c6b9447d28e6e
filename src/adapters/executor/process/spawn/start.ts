import { startByFork } from './child-process.ts';
import { posixSpawn } from './posix-spawn.ts';
import type { StartProcess } from './start-process.ts';

/** Starts processes in the best way that there is here. */
export const startProcess: StartProcess = (start) => (posixSpawn() ?? startByFork)(start);
