import { isUtf8 } from 'node:buffer';
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
import { digestOf } from '../../base/digest.ts';
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

/** So much of an attempt's first words stands in its index; most attempts say no more, and need no other file. */
const INDEX_BYTES = 4096;
const INDEX_PIECES = 32;

/**
 * The log of one attempt. Bytes are in the index or the tail file when `write` returns, so that a crash loses none; a full
 * tail becomes a chunk. Writing waits for the disk's queue: that is the backpressure.
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
  /** Of what stands in the index. */
  #pieces: number;
  #torn: boolean;
  #stream: LogStream | undefined;
  #changes = 0;
  #sealed: number;
  #tail: Tail | undefined;

  constructor(folder: string, attempt: AttemptRef) {
    this.#folder = folder;
    this.#name = attemptName(attempt);
    this.#index = openIndex(folder, this.#name);
    const known = readFileSync(this.#index, 'utf8');
    if (known === '') enlist(folder, attempt);
    const { sealed, torn } = readIndex(known);
    // Where an earlier process was, its tail may be.
    this.#pieces = known === '' ? 0 : INDEX_PIECES;
    this.#sealed = sealed;
    this.#torn = torn;
  }

  write(stream: LogStream, bytes: Uint8Array): void {
    if (this.#fitsIndex(bytes)) this.#writeIndex(stream, bytes);
    else this.#writeTail(stream, bytes);
  }

  #fitsIndex(bytes: Uint8Array): boolean {
    const fits = this.#sealed + bytes.length <= INDEX_BYTES && this.#pieces < INDEX_PIECES;
    return fits && this.#tail === undefined && isUtf8(bytes);
  }

  #writeIndex(stream: LogStream, bytes: Uint8Array): void {
    const piece = { at: this.#sealed, bytes: bytes.length, chunk: digestOf(bytes), text: textOf(bytes) };
    this.#note(...this.#change(stream, this.#sealed), piece);
    this.#sealed += bytes.length;
    this.#pieces += 1;
  }

  #writeTail(stream: LogStream, bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const tail = (this.#tail ??= openTail(tailFile(this.#folder, this.#name, this.#sealed)));
      this.#note(...this.#change(stream, this.#sealed + tail.size));
      const part = bytes.subarray(from, from + CHUNK_BYTES - tail.size);
      writeAll(tail.fd, part);
      tail.hash.update(part);
      tail.size += part.length;
      from += part.length;
      if (tail.size >= CHUNK_BYTES) this.#seal(tail);
    }
  }

  #change(stream: LogStream, at: number): LogRecord[] {
    if (stream === this.#stream || this.#changes >= MOST_CHANGES) return [];
    this.#stream = stream;
    this.#changes += 1;
    return [{ at, stream }];
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

  #note(...records: readonly LogRecord[]): void {
    if (records.length === 0) return;
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    const isTorn = this.#torn;
    this.#torn = true;
    writeAll(this.#index, Buffer.from(`${isTorn ? '\n' : ''}${lines}`));
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

/** The folder is made when it is missed: mostly it is there. */
function openIndex(folder: string, name: string): number {
  const file = indexFile(folder, name);
  try {
    return openSync(file, 'a+', 0o600);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(file, 'a+', 0o600);
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
