import { type Digest, isDigest } from '../../base/digest.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import type { LogStream } from '../../ports/run-host.ts';

/**
 * A line of an attempt's index, which is only ever added to. Bytes behind the last chunk lie in the attempt's tail file;
 * a chunk is in its place before its line is written.
 */
export type LogRecord =
  /** From this byte on, until the next such line, the log is of this stream. */
  | { readonly at: number; readonly stream: LogStream }
  | LogChunkRecord
  /** The attempt's end: no byte follows this one. */
  | { readonly at: number; readonly end: true };

/** `text`: the chunk itself, where it is too small for a file of its own. */
interface LogChunkRecord {
  readonly at: number;
  readonly bytes: number;
  readonly chunk: Digest;
  readonly text?: string;
}

export interface LogChunk {
  readonly at: number;
  readonly bytes: number;
  readonly digest: Digest;
  readonly text: string | undefined;
}

export interface LogIndex {
  readonly chunks: readonly LogChunk[];
  readonly streams: readonly { readonly at: number; readonly stream: LogStream }[];
  /** Where the tail begins. */
  readonly sealed: number;
  readonly ended: boolean;
  /** Whether the last line is whole. */
  readonly torn: boolean;
}

export function readIndex(text: string): LogIndex {
  const records = text.split('\n').flatMap((line) => recordOf(line) ?? []);
  const chunks = records.flatMap((record) =>
    'chunk' in record
      ? [{ at: record.at, bytes: record.bytes, digest: record.chunk, text: record.text }]
      : [],
  );
  const last = chunks.at(-1);
  return {
    chunks,
    streams: records.flatMap((record) => ('stream' in record ? [record] : [])),
    sealed: last === undefined ? 0 : last.at + last.bytes,
    ended: records.some((record) => 'end' in record),
    torn: text !== '' && !text.endsWith('\n'),
  };
}

export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Where the bytes of one stream lie in a log of `size` bytes. */
export function rangesOf(
  { streams }: Pick<LogIndex, 'streams'>,
  size: number,
  stream: LogStream,
): ByteRange[] {
  return streams.flatMap((run, index) => {
    const to = Math.min(size, streams[index + 1]?.at ?? size);
    return run.stream === stream && to > run.at ? [{ from: run.at, to }] : [];
  });
}

/** What a crash cut off is no record: what it would have said is still in the tail. */
function recordOf(line: string): LogRecord | undefined {
  const value = parse(line);
  if (!isJsonObject(value)) return undefined;
  const { at, stream, bytes, chunk, text, end } = value;
  if (typeof at !== 'number') return undefined;
  if (stream === 'stdout' || stream === 'stderr' || stream === 'note') return { at, stream };
  if (typeof chunk === 'string' && isDigest(chunk) && typeof bytes === 'number')
    return { at, bytes, chunk, ...(typeof text === 'string' && { text }) };
  return end === true ? { at, end } : undefined;
}

function parse(line: string): Json {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
