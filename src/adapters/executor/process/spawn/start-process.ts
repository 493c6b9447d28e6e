import type { Readable, Writable } from 'node:stream';
import type { ProcessStat } from '../process-identity.ts';

/** A program to be started, in a session of its own; the environment is this one and no other. */
export interface ProcessStart {
  /** A path, or a name that is looked up in the PATH of `env`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether it gets a pipe to read from; else it reads from /dev/null. */
  readonly stdin: boolean;
}

export interface ProcessExit {
  /** null where a signal ended it, or where nobody knows. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartedProcess {
  /** Also that of its session and its group. */
  readonly pid: number;
  readonly stdin: Writable | null;
  /** Both flow from the moment that somebody listens, and may be held open by whoever inherited them. */
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** When it has ended and was waited for. Being stopped is no end. */
  readonly ended: Promise<ProcessExit>;
  /** Once it has ended: whether something that it started may still run. False is certain, or will be asked again soon. */
  readonly mayHaveLeft: () => boolean;
  /** Whether a process is a leftover that nobody else accounts for. */
  readonly isOrphan: (stat: ProcessStat) => boolean;
}

/**
 * Starts a program. Nothing of this process goes to it but what is named: no descriptor, no signal that is ignored or
 * held back. This process stays until it has seen the end. Rejects with what the system says of a program that cannot
 * be started, as `child_process` words it.
 */
export type StartProcess = (start: ProcessStart) => Promise<StartedProcess>;
