import type { Json } from '../../base/json.ts';
import { PlainYamlPlaces } from '../../base/plain-yaml-places.ts';
import { readPlain } from '../../base/plain-yaml.ts';
import type { Position } from './place.ts';

/** One document of a YAML stream or JSON file, as Kubernetes' tools read it. */
export interface StreamDocument {
  readonly value: Json;
  /** The place of a JSON pointer's value, of its nearest parent where it has none. */
  readonly locate: (pointer: string) => Position;
}

export interface Stream {
  readonly documents: readonly StreamDocument[];
  /** Why some of the text could not be read, and where. */
  readonly problem: { readonly message: string; readonly position: Position } | null;
}

/** A piece of a stream that begins after `line` lines of it. */
export interface StreamPart {
  readonly text: string;
  readonly line: number;
}

/** A line that ends a document and begins the next: nowhere in YAML can it mean anything else. */
const MARKER = /^---(?: *| +#.*)$/gm;

/** A stream cut at its markers; whole where a directive speaks of the document behind the marker. */
export function partsOf(text: string): StreamPart[] {
  // Asked for first, as a pattern that looks at the beginning of each line takes longer.
  if (!text.includes('---') || !/^---/m.test(text) || /^%/m.test(text)) return [{ text, line: 0 }];
  let line = 0;
  return text.split(MARKER).map((part) => {
    const here = line;
    line += lineBreaksIn(part);
    return { text: part, line: here };
  });
}

/** The documents of a stream that people write, read without the library; undefined where a part needs that. */
export function readPlainStream(text: string): Stream | undefined {
  const documents: StreamDocument[] = [];
  for (const part of partsOf(text)) {
    const found = readPlainPart(part);
    if (found === undefined) return undefined;
    documents.push(...found);
  }
  return { documents, problem: null };
}

/** The document of one part, none where there is nothing in it; undefined where the library is needed. */
export function readPlainPart({ text, line: before }: StreamPart): StreamDocument[] | undefined {
  const read = readPlain(text.endsWith('\n') ? text : `${text}\n`, '1.1');
  if (read === undefined) return /^ *[^ #\n]/m.test(text) ? undefined : [];
  let places: PlainYamlPlaces | undefined;
  const locate = (pointer: string): Position => {
    places ??= new PlainYamlPlaces(read.lines);
    const { line, col } = places.locate(pointer);
    return { line: line + before, col };
  };
  return [{ value: read.value, locate }];
}

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
