import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import type { Json } from '../../base/json.ts';
import { nodeAt } from '../../base/yaml-position.ts';
import type { Position } from './place.ts';

/** One document of a YAML stream or JSON file, as Kubernetes' tools read it. */
export interface StreamDocument {
  readonly value: Json;
  /** The place of a JSON pointer's value, of its nearest parent where it has none. */
  locate(pointer: string): Position;
}

export interface Stream {
  readonly documents: readonly StreamDocument[];
  /** Why some of the text could not be read, and where. */
  readonly problem: { readonly message: string; readonly position: Position } | null;
}

const START: Position = { line: 1, col: 1 };
const MOST_CHARACTERS = 16 * 2 ** 20;
const MOST_ALIASES = 1000;

/**
 * Reads every document of a stream. Kubernetes reads YAML 1.1 (`yes` is true, `<<` merges) and takes the
 * last of duplicate keys; so does this, or a rule would see another object than the cluster. Never throws.
 */
export function readStream(text: string): Stream {
  if (text.length > MOST_CHARACTERS) return unreadable('it is too large to be read');
  try {
    return readDocuments(withIndentedQuotes(text));
  } catch (thrown) {
    return unreadable(thrown instanceof RangeError ? 'it is nested too deeply' : messageOf(thrown));
  }
}

function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] {
  const parsed = parseAllDocuments(text, {
    lineCounter,
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return Array.isArray(parsed) ? parsed : [];
}

function readDocuments(text: string): Stream {
  const lines = new LineCounter();
  const parsed = parse(text, lines);

  const documents: StreamDocument[] = [];
  let problem: Stream['problem'] = null;
  for (const document of parsed) {
    const [error] = document.errors;
    if (error !== undefined)
      problem ??= { message: firstLine(error.message), position: at(lines, error.pos[0]) };
    if (document.contents !== null) documents.push(streamDocument(document, lines));
  }
  return { documents, problem };
}

const MOST_REPAIRS = 100;
const REPAIRABLE_CHARACTERS = 2 ** 18;

/**
 * Kubernetes' parser takes a quoted text whose further lines are not indented; this one does not. They are
 * indented, which changes nothing in the value: line breaks in a quoted text fold, with the spaces around them.
 */
function withIndentedQuotes(text: string): string {
  let repaired = text;
  for (let turn = 0; turn < MOST_REPAIRS && text.length <= REPAIRABLE_CHARACTERS; turn += 1) {
    const error = parse(repaired, new LineCounter())
      .flatMap(({ errors }) => errors)
      .find(({ code, message }) => code === 'MISSING_CHAR' && /^Missing closing ["']quote/.test(message));
    if (error === undefined) return repaired;
    const start = repaired.indexOf('\n', error.pos[0]);
    const end = repaired.indexOf(error.message.includes('"') ? '"' : "'", start);
    if (start < 0 || end < 0) return text;
    const inner = repaired.slice(start, end).replaceAll('\n', `\n${' '.repeat(80)}`);
    repaired = repaired.slice(0, start) + inner + repaired.slice(end);
  }
  return repaired;
}

function streamDocument(document: Document.Parsed, lines: LineCounter): StreamDocument {
  const value: Json = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES })) ?? 'null');
  return {
    value,
    locate: (pointer) => at(lines, nodeAt(document.contents, pointer, 'value')?.start ?? 0),
  };
}

function unreadable(message: string): Stream {
  return { documents: [], problem: { message, position: START } };
}

function at(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? START : { line, col };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? firstLine(thrown.message) : 'it cannot be read';
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
