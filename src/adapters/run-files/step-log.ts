import { appendFileSync, closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { asFailure } from '../../base/failure.ts';
import type { AttemptRef, StepLog } from '../../ports/run-host.ts';
import { attemptName } from './attempt-name.ts';

/** One line of the index: logs in the order of their first bytes. */
export interface LogIndexEntry extends AttemptRef {
  readonly file: string;
}

export const LOG_INDEX = 'index.jsonl';

/** A file per attempt, its bytes as they came. Writing waits for the disk's queue: that is the backpressure. */
export function openStepLog(folder: string, attempt: AttemptRef): StepLog {
  let file: number | undefined;
  const open = (): number => {
    const name = `${attemptName(attempt)}.log`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(path.join(folder, name), 'a', 0o600);
    const entry: LogIndexEntry = { ...attempt, file: name };
    appendFileSync(path.join(folder, LOG_INDEX), `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    return opened;
  };
  return {
    write(chunk) {
      try {
        file ??= open();
        for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
      } catch (error) {
        throw asFailure(error);
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}
