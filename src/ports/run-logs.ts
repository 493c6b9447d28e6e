import type { AttemptRef, LogStream } from './run-host.ts';

/** The logs that runs left, by the folder that a run's row names. */
export interface RunLogs {
  /** The attempts that wrote something, in the order of their first bytes, without the first `known` of them. */
  list(folder: string, known: number): Promise<readonly AttemptRef[]>;
  /** What an attempt, or one of its streams, has written by now. */
  open(folder: string, attempt: AttemptRef, stream: LogStream | null): Promise<AttemptLog>;
}

/** A row of bytes. */
export interface AttemptLog {
  readonly bytes: number;
  /** Nothing will follow them. */
  readonly ended: boolean;
  /**
   * The bytes from `from` on and before `to`, read from the chunks that hold them.
   * @throws {AtomError} ATOM_STORE_DAMAGED with `details.intactFrom`, the first byte behind what is damaged.
   */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}
