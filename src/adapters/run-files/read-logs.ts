import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AtomError } from '../../base/errors.ts';
import type { AttemptRef } from '../../ports/run-host.ts';
import type { RunLogs } from '../../ports/run-logs.ts';
import { attemptName } from './attempt-name.ts';
import { CHUNK_BYTES, chunkFile, codeOf, readChunk } from './chunk-files.ts';
import { type ByteRange, type LogChunk, type LogIndex, rangesOf, readIndex } from './log-index.ts';
import { indexFile, LOG_LIST, tailFile } from './step-log.ts';

/** The logs of runs, wherever their rows say they lie. */
export const runLogs: RunLogs = {
  async list(folder, known) {
    const lines = (await textOf(path.join(folder, LOG_LIST))).split('\n').slice(0, -1);
    // A crash may have cut a line off, or left an attempt there twice.
    const attempts = new Map(lines.flatMap(attemptOf).map((attempt) => [attemptName(attempt), attempt]));
    return [...attempts.values()].slice(known);
  },
  async open(folder, attempt, stream) {
    const log = new LogFiles(folder, attempt);
    const { index, size } = await log.look();
    const ranges = stream === null ? [{ from: 0, to: size }] : rangesOf(index, size, stream);
    return {
      bytes: ranges.reduce((sum, { from, to }) => sum + to - from, 0),
      ended: index.ended,
      async *read(from, to) {
        for (const range of within(ranges, { from, to })) yield* log.read(range);
      },
    };
  },
};

/** The files of one attempt's log. */
class LogFiles {
  readonly #folder: string;
  readonly #attempt: AttemptRef;
  readonly #name: string;
  #index: LogIndex = readIndex('');

  constructor(folder: string, attempt: AttemptRef) {
    this.#folder = folder;
    this.#attempt = attempt;
    this.#name = attemptName(attempt);
  }

  async look(): Promise<{ readonly index: LogIndex; readonly size: number }> {
    for (;;) {
      const index = await this.#readIndex();
      const tail = await stat(this.#tail()).catch(() => undefined);
      // Between the two looks the tail may have become a chunk.
      if (tail !== undefined || (await this.#readIndex()).sealed === index.sealed) {
        return { index, size: index.sealed + (tail?.size ?? 0) };
      }
    }
  }

  async *read({ from, to }: ByteRange): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; ) {
      const chunk = this.#index.chunks.find((one) => one.at <= at && at < one.at + one.bytes);
      const bytes = await (chunk === undefined
        ? this.#readTail(at, to)
        : this.#readChunk(chunk, { from: at, to }));
      if (bytes.length === 0) throw this.#damaged(`${this.#tail()} is gone`, at);
      yield bytes;
      at += bytes.length;
    }
  }

  async #readChunk({ at, bytes, digest }: LogChunk, { from, to }: ByteRange): Promise<Uint8Array> {
    const file = chunkFile(this.#folder, digest);
    const whole = await readChunk(file, digest);
    if (whole !== undefined) return whole.subarray(from - at, to - at);
    throw this.#damaged(`${file} is gone or is not what was logged`, at + bytes);
  }

  /** Empty where there is no tail, also after a second look at whether it became a chunk. */
  async #readTail(from: number, to: number): Promise<Uint8Array> {
    const { sealed } = this.#index;
    const bytes = await readPart(this.#tail(), { from: from - sealed, to: to - sealed });
    if (bytes.length > 0 || (await this.#readIndex()).sealed === sealed) return bytes;
    const chunk = this.#index.chunks.find((one) => one.at <= from && from < one.at + one.bytes);
    return chunk === undefined ? bytes : await this.#readChunk(chunk, { from, to });
  }

  async #readIndex(): Promise<LogIndex> {
    this.#index = readIndex(await textOf(indexFile(this.#folder, this.#name)));
    return this.#index;
  }

  #tail(): string {
    return tailFile(this.#folder, this.#name, this.#index.sealed);
  }

  #damaged(what: string, behind: number): AtomError {
    const { step, attempt } = this.#attempt;
    return new AtomError('ATOM_STORE_DAMAGED', what, {
      hint: `atomctl runs logs ${path.basename(this.#folder)} ${step} --from ${behind}`,
      details: { step, attempt, intactFrom: behind },
    });
  }
}

/** The part of `ranges` that lies between two bytes of them all in a row. */
function within(ranges: readonly ByteRange[], { from, to }: ByteRange): ByteRange[] {
  let passed = 0;
  return ranges.flatMap((range) => {
    const first = range.from + Math.max(0, from - passed);
    const last = Math.min(range.to, range.from + to - passed);
    passed += range.to - range.from;
    return last > first ? [{ from: first, to: last }] : [];
  });
}

/** At most a chunk of it. Empty where there is no such file. */
async function readPart(file: string, { from, to }: ByteRange): Promise<Uint8Array> {
  try {
    await using opened = await open(file, 'r');
    const bytes = Buffer.alloc(Math.min(CHUNK_BYTES, to - from));
    const { bytesRead } = await opened.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array();
    throw error;
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

function attemptOf(line: string): AttemptRef[] {
  try {
    const attempt: AttemptRef = JSON.parse(line);
    return [attempt];
  } catch {
    return [];
  }
}
