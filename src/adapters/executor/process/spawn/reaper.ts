import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { constants } from 'node:os';
import { type ProcessStat, readProc, statOf } from '../process-identity.ts';
import type { Libc } from './libc.ts';
import type { ProcessExit } from './start-process.ts';

/** Signals coalesce, and a fault elsewhere may cost one: whoever was missed is seen this much later. */
const SWEEP_MS = 500;
/** While others run, what one left behind is told apart only by looking at every process: no more often than this. */
const LOOK_MS = 1000;

interface Running {
  /** Text in the environment of all that belongs to it. */
  readonly marker: string;
  readonly resolve: (exit: ProcessExit) => void;
}

/**
 * Waits for the ends of processes that Node knows nothing of, and keeps this process until they came. Also takes in what
 * these leave behind: orphans become children of this process, so that none is out of sight.
 */
export class Reaper {
  readonly #libc: Libc;
  readonly #running = new Map<number, Running>();
  readonly #nodes = new Set<ChildProcess>();
  readonly #session = statOf(process.pid)?.session;
  readonly #timer = setInterval(() => this.#sweep(), SWEEP_MS).unref();
  readonly #adopts: boolean;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.#adopts = libc.adopt();
    process.on('SIGCHLD', () => this.#sweep());
    subscribe('child_process', (message) => this.#leaveToNode(message));
  }

  ended(pid: number, marker: string): Promise<ProcessExit> {
    this.#timer.ref();
    return new Promise((resolve) => this.#running.set(pid, { marker, resolve }));
  }

  /** Whether something that a process started may still run, now that it has ended. */
  mayHaveLeft(pid: number): boolean {
    if (!this.#adopts || hasGroup(pid)) return true;
    if (this.#running.size === 0) return this.#reapOrphans() === 'some';
    if (performance.now() - this.#looked < LOOK_MS) return false;
    this.#looked = performance.now();
    return true;
  }

  /**
   * Whether this is a child that nobody here started, that a step left behind, and that no process which runs has to do
   * with. A step's mark is in its environment; one that emptied that is taken for a step's too, but never one with an
   * environment of its own: what others of this program start, such as the helpers of a client, may leave such a child.
   */
  isOrphan({ pid, parent, session }: ProcessStat): boolean {
    if (parent !== process.pid || this.#running.has(session) || this.#isNodes({ pid, session })) return false;
    const environment = readProc(`/proc/${pid}/environ`) ?? '';
    // With nothing in its environment it may belong to any that runs: it is looked at again when none does.
    if (isEmptied(environment)) return this.#running.size === 0;
    return (
      environment.includes('ATOMCTL_OUTPUT=') &&
      [...this.#running.values()].every(({ marker }) => !environment.includes(marker))
    );
  }

  #sweep(): void {
    let seen = false;
    for (const [pid, { resolve }] of this.#running) {
      const status = this.#libc.wait(pid);
      if (status === 'running') continue;
      this.#running.delete(pid);
      resolve(exitOf(status));
      seen = true;
    }
    if (this.#running.size === 0) this.#timer.unref();
    if (!seen && this.#adopts) this.#reapOrphans();
  }

  /** Waits for orphans that have ended; gives whether children are left. */
  #reapOrphans(): 'some' | 'none' {
    for (;;) {
      const children = this.#libc.children();
      if (typeof children === 'string') return children;
      const pid = children.ended;
      if (this.#running.has(pid) || this.#isNodes(statOf(pid) ?? { pid, session: this.#session }))
        return 'some';
      this.#libc.wait(pid);
    }
  }

  /** Node's own children share the session of this process, or were seen when they began. */
  #isNodes({ pid, session }: { readonly pid: number; readonly session: number | undefined }): boolean {
    return session === this.#session || [...this.#nodes].some((child) => child.pid === pid);
  }

  #leaveToNode(message: unknown): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node documents this channel's messages.
    const { process: child } = message as { readonly process: ChildProcess };
    this.#nodes.add(child);
    child.once('exit', () => this.#nodes.delete(child));
    child.once('error', () => this.#nodes.delete(child));
  }
}

/** Whether nothing stands in an environment but what a shell needs and puts there by itself. */
function isEmptied(environment: string): boolean {
  return environment.split('\0').every((variable) => /^(?:(?:PATH|PWD|OLDPWD|SHLVL|_)=|$)/.test(variable));
}

/** Whether a process is left in a group. */
function hasGroup(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

const SIGNALS = new Map(
  Object.entries(constants.signals).map(([name, number]) => [
    number,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table is of names.
    name as NodeJS.Signals,
  ]),
);

function exitOf(status: number | 'gone'): ProcessExit {
  if (status === 'gone') return { code: null, signal: null };
  const signal = status & 0x7f;
  return signal === 0
    ? { code: (status >> 8) & 0xff, signal: null }
    : { code: null, signal: SIGNALS.get(signal) ?? null };
}
