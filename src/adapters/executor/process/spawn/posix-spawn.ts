import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { startByFork } from './child-process.ts';
import { findProgram } from './find-program.ts';
import { type Libc, openLibc } from './libc.ts';
import { Reaper } from './reaper.ts';
import type { ProcessStart, StartedProcess, StartProcess } from './start-process.ts';

/**
 * Starts processes by the posix_spawn of the C library, which copies nothing of this process, however large it is.
 * Whatever does not go the plain way is left to Node, errors and their wording with it. Undefined where this platform,
 * this Node or this thread has no way to it.
 */
export function posixSpawn(): StartProcess | undefined {
  known ??= { start: starter() };
  return known.start;
}

// One for the process: two would wait for the ends of each other's children.
let known: { readonly start: StartProcess | undefined } | undefined;

function starter(): StartProcess | undefined {
  const libc = openLibc();
  if (libc === undefined) return undefined;
  const reaper = new Reaper(libc);
  return async (start) => {
    using fds = new DisposableStack();
    const begun = begin(libc, start, fds);
    return begun === undefined ? startByFork(start) : connect(begun, reaper, start);
  };
}

type Pipe = readonly [toRead: number, toWrite: number];

interface Begun {
  readonly pid: number;
  readonly stdin: Pipe | null;
  readonly stdout: Pipe;
  readonly stderr: Pipe;
  /** Closes the ends of this process. */
  readonly own: DisposableStack;
}

/** Undefined where nothing was started. */
function begin(libc: Libc, start: ProcessStart, fds: DisposableStack): Begun | undefined {
  try {
    const program = findProgram(start);
    if (program === undefined) return undefined;
    const own = fds.use(new DisposableStack());
    const pipe = (mine: 0 | 1): Pipe => {
      const ends = libc.pipe();
      own.defer(() => closeSync(ends[mine]));
      fds.defer(() => closeSync(ends[1 - mine] ?? -1));
      return ends;
    };
    const stdin = start.stdin ? pipe(1) : null;
    const stdout = pipe(0);
    const stderr = pipe(0);
    const pid = libc.spawn(program, {
      argv: [start.file, ...start.args],
      env: start.env,
      cwd: start.cwd,
      stdio: [stdin?.[0] ?? null, stdout[1], stderr[1]],
    });
    return pid === undefined ? undefined : { pid, stdin, stdout, stderr, own };
  } catch {
    return undefined;
  }
}

function connect({ pid, own, ...pipes }: Begun, reaper: Reaper, start: ProcessStart): StartedProcess {
  const ended = reaper.ended(pid, `ATOMCTL_OUTPUT=${start.env['ATOMCTL_OUTPUT'] ?? ''}`);
  // From here the streams close them.
  own.move();
  const stdin =
    pipes.stdin === null ? null : new Socket({ fd: pipes.stdin[1], readable: false, writable: true });
  if (stdin !== null) void ended.then(() => stdin.destroy());
  return {
    pid,
    stdin,
    stdout: new Socket({ fd: pipes.stdout[0], readable: true, writable: false }),
    stderr: new Socket({ fd: pipes.stderr[0], readable: true, writable: false }),
    ended,
    mayHaveLeft: () => reaper.mayHaveLeft(pid),
    isOrphan: (stat) => reaper.isOrphan(stat),
  };
}
