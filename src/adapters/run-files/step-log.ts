import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { asFailure } from '../../base/failure.ts';
import type { AttemptRef, LogStream, StepLog } from '../../ports/run-host.ts';
import { attemptName } from './attempt-name.ts';
import { CHUNK_BYTES, chunkFile, codeOf, keepChunk } from './chunk-files.ts';
import { type LogRecord, readIndex } from './log-index.ts';

/** A log that changes between streams more often stays with the last: an index must not outgrow what it tells of. */
const MOST_CHANGES = 100_000;

/** A run's list of logs, in the order of their first bytes: a JSON line for each attempt. */
export const LOG_LIST = 'index.jsonl';

export function indexFile(folder: string, name: string): string {
  return path.join(folder, `${name}.index`);
}

/** What an attempt wrote behind its last chunk, from byte `at` of its log on. */
export function tailFile(folder: string, name: string, at: number): string {
  return path.join(folder, `${name}.${at}.tail`);
}

/**
 * The log of one attempt. Bytes are in the tail file when `write` returns, so that a crash loses none; a full tail becomes
 * a chunk. Writing waits for the disk's queue: that is the backpressure.
 */
export function openStepLog(folder: string, attempt: AttemptRef): StepLog {
  let writer: LogWriter | undefined;
  return {
    write(stream, bytes) {
      try {
        writer ??= new LogWriter(folder, attempt);
        writer.write(stream, bytes);
      } catch (error) {
        throw asFailure(error);
      }
    },
    close() {
      writer?.close();
    },
  };
}

class LogWriter {
  readonly #folder: string;
  readonly #name: string;
  readonly #index: number;
  #torn: boolean;
  #stream: LogStream | undefined;
  #changes = 0;
  #sealed: number;
  #tail: Tail | undefined;

  constructor(folder: string, attempt: AttemptRef) {
    this.#folder = folder;
    this.#name = attemptName(attempt);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = indexFile(folder, this.#name);
    const known = textOf(file);
    if (known === undefined) enlist(folder, attempt);
    const { sealed, torn } = readIndex(known ?? '');
    this.#sealed = sealed;
    this.#torn = torn;
    this.#index = openSync(file, 'a', 0o600);
  }

  write(stream: LogStream, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const tail = (this.#tail ??= openTail(tailFile(this.#folder, this.#name, this.#sealed)));
      if (stream !== this.#stream && this.#changes < MOST_CHANGES) {
        this.#note({ at: this.#sealed + tail.size, stream });
        this.#stream = stream;
        this.#changes += 1;
      }
      const part = bytes.subarray(from, from + CHUNK_BYTES - tail.size);
      writeAll(tail.fd, part);
      tail.hash.update(part);
      tail.size += part.length;
      from += part.length;
      if (tail.size >= CHUNK_BYTES) this.#seal(tail);
    }
  }

  close(): void {
    try {
      if (this.#tail !== undefined) this.#seal(this.#tail);
      this.#note({ at: this.#sealed, end: true });
    } catch {
      // A full disk: all bytes are in the tail, where readers find them.
    } finally {
      if (this.#tail !== undefined) closeSync(this.#tail.fd);
      closeSync(this.#index);
    }
  }

  #seal({ file, fd, hash, size }: Tail): void {
    const chunk = `sha256:${hash.copy().digest('hex')}` as const;
    const target = chunkFile(this.#folder, chunk);
    keepChunk(file, target, chunk);
    this.#note({ at: this.#sealed, bytes: size, chunk });
    // It may have lain there before, and been taken for one that nobody names (`prune-chunks.ts`).
    if (!existsSync(target)) keepChunk(file, target, chunk);
    this.#sealed += size;
    this.#tail = undefined;
    closeSync(fd);
    rmSync(file, { force: true });
  }

  #note(record: LogRecord): void {
    const line = Buffer.from(`${this.#torn ? '\n' : ''}${JSON.stringify(record)}\n`);
    this.#torn = true;
    writeAll(this.#index, line);
    this.#torn = false;
  }
}

interface Tail {
  readonly file: string;
  readonly fd: number;
  readonly hash: Hash;
  size: number;
}

/** What an earlier process left there is gone on with. */
function openTail(file: string): Tail {
  const fd = openSync(file, 'a+', 0o600);
  const left = readFileSync(fd);
  return { file, fd, hash: createHash('sha256').update(left), size: left.length };
}

function enlist(folder: string, attempt: AttemptRef): void {
  const list = openSync(path.join(folder, LOG_LIST), 'a+', 0o600);
  try {
    const { size } = fstatSync(list);
    const last = Buffer.alloc(1, '\n');
    if (size > 0) readSync(list, last, 0, 1, size - 1);
    writeAll(list, Buffer.from(`${last.toString() === '\n' ? '' : '\n'}${JSON.stringify(attempt)}\n`));
  } finally {
    closeSync(list);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
