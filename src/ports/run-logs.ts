import type { AttemptRef } from './run-host.ts';

/** The log of one attempt that wrote something. */
export interface LogEntry extends AttemptRef {
  readonly file: string;
  readonly bytes: number;
}

/** The logs that runs left, by the folder that a run's row names. */
export interface RunLogs {
  /** In the order of their first bytes; empty where nothing was written. */
  list(folder: string): Promise<readonly LogEntry[]>;
  read(folder: string, part: { readonly file: string; readonly from: number }): AsyncIterable<Uint8Array>;
}
