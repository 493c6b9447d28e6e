import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ProcessExit, StartProcess } from './start-process.ts';

/** Starts processes with what Node has: everywhere, by fork, which copies the page tables of this process. */
export const startByFork: StartProcess = async ({ file, args, env, cwd, stdin }) => {
  const child = spawn(file, args, {
    cwd,
    env,
    detached: true,
    stdio: [stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const { pid, stdout, stderr } = child;
  if (pid === undefined) {
    const [error]: unknown[] = await once(child, 'error');
    throw error;
  }
  if (stdout === null || stderr === null) throw new Error('a process without its pipes');
  const ended = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return { pid, stdin: child.stdin, stdout, stderr, ended, mayHaveLeft: () => true, isOrphan: () => false };
};
