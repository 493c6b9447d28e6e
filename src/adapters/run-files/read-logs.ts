import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { AtomError } from '../../base/errors.ts';
import type { AttemptRef } from '../../ports/run-host.ts';
import type { RunLogs } from '../../ports/run-logs.ts';
import { attemptName } from './attempt-name.ts';
import { chunkFile, codeOf, readChunk } from './chunk-files.ts';
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
        try {
          for (const range of within(ranges, { from, to })) yield* log.read(range);
        } catch (error) {
          throw error instanceof Damaged ? damaged(error, attempt, ranges) : error;
        }
      },
    };
  },
};

interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

class Damaged extends Error {
  /** The first byte of the log behind what is damaged. */
  readonly behind: number;

  constructor(what: string, behind: number) {
    super(what);
    this.behind = behind;
  }
}

function damaged({ message, behind }: Damaged, attempt: AttemptRef, ranges: readonly ByteRange[]): AtomError {
  const intactFrom = ranges.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, behind) - from), 0);
  return new AtomError('ATOM_STORE_DAMAGED', message, { details: { ...attempt, intactFrom } });
}

/** The files of one attempt's log. */
class LogFiles {
  readonly #folder: string;
  readonly #name: string;
  #index: LogIndex = readIndex('');
  #piece: Piece = { at: 0, bytes: new Uint8Array() };

  constructor(folder: string, attempt: AttemptRef) {
    this.#folder = folder;
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
      const piece = await this.#pieceAt(at);
      const bytes = piece.bytes.subarray(at - piece.at, to - piece.at);
      yield bytes;
      at += bytes.length;
    }
  }

  /** The chunk, or the tail, that holds a byte. The last one is kept: streams that take turns have many parts in each. */
  async #pieceAt(at: number): Promise<Piece> {
    if (!holds(this.#piece, at)) this.#piece = (await this.#chunkAt(at)) ?? (await this.#tailAt(at));
    return this.#piece;
  }

  async #chunkAt(place: number): Promise<Piece | undefined> {
    const chunk = this.#index.chunks.find(({ at, bytes }) => at <= place && place < at + bytes);
    if (chunk === undefined) return undefined;
    const isInIndex = chunk.text !== undefined;
    const file = isInIndex ? indexFile(this.#folder, this.#name) : chunkFile(this.#folder, chunk.digest);
    const bytes = isInIndex ? ownChunk(chunk) : await readChunk(file, chunk.digest);
    if (bytes !== undefined && bytes.length === chunk.bytes) return { at: chunk.at, bytes };
    throw new Damaged(`${file} is gone or is not what was logged`, chunk.at + chunk.bytes);
  }

  async #tailAt(place: number): Promise<Piece> {
    const { sealed: at } = this.#index;
    const file = this.#tail();
    const piece = { at, bytes: await bytesOf(file) };
    if (holds(piece, place)) return piece;
    // It may have become a chunk meanwhile.
    await this.#readIndex();
    const chunk = this.#index.sealed === at ? undefined : await this.#chunkAt(place);
    if (chunk !== undefined) return chunk;
    throw new Damaged(`${file} is gone`, place);
  }

  async #readIndex(): Promise<LogIndex> {
    this.#index = readIndex(await textOf(indexFile(this.#folder, this.#name)));
    return this.#index;
  }

  #tail(): string {
    return tailFile(this.#folder, this.#name, this.#index.sealed);
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

/** A chunk that stands in the index; undefined where it is no longer what was logged. */
function ownChunk({ text = '', digest }: LogChunk): Uint8Array | undefined {
  const bytes = Buffer.from(text);
  return digestOf(bytes) === digest ? bytes : undefined;
}

function holds({ at, bytes }: Piece, place: number): boolean {
  return at <= place && place < at + bytes.length;
}

async function textOf(file: string): Promise<string> {
  return Buffer.from(await bytesOf(file)).toString();
}

/** None where there is no such file. */
async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array();
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
