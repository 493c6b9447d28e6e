import { type Document, isCollection, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Json } from '../../base/json.ts';
import { nodeAt } from '../../base/yaml-position.ts';
import type { Position } from './place.ts';
import { partsOf, readPlainPart, type Stream, type StreamDocument, type StreamPart } from './plain-stream.ts';

const START: Position = { line: 1, col: 1 };
const MOST_CHARACTERS = 16 * 2 ** 20;
const MOST_ALIASES = 1000;

/**
 * Reads every document of a stream. Kubernetes reads YAML 1.1 (`yes` is true, `<<` merges) and takes the
 * last of duplicate keys; so does this, or a rule would see another object than the cluster. Never throws.
 */
export function readStream(text: string): Stream {
  if (text.length > MOST_CHARACTERS) return unreadable('it is too large to be read', 0);
  const streams = partsOf(text).map((part) => {
    const documents = readPlainPart(part);
    return documents === undefined ? readPart(part) : { documents, problem: null };
  });
  return {
    documents: streams.flatMap(({ documents }) => documents),
    problem: streams.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/** A part as the library reads it: all that is not plain. */
export function readPart({ text, line }: StreamPart): Stream {
  try {
    return readDocuments(parseRepaired(text), line);
  } catch (thrown) {
    return unreadable(thrown instanceof RangeError ? 'it is nested too deeply' : messageOf(thrown), line);
  }
}

interface Parsed {
  readonly documents: readonly Document.Parsed[];
  readonly lines: LineCounter;
}

function parse(text: string): Parsed {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return { documents: Array.isArray(documents) ? documents : [], lines };
}

function readDocuments(parsed: Parsed, before: number): Stream {
  const placeOf = (offset: number): Position => {
    const { line, col } = parsed.lines.linePos(offset);
    return line === 0 ? { line: before + 1, col: 1 } : { line: before + line, col };
  };
  const documents: StreamDocument[] = [];
  let problem: Stream['problem'] = null;
  for (const document of parsed.documents) {
    const error = errorIn(document);
    if (error !== undefined)
      problem ??= { message: firstLine(error.message), position: placeOf(error.offset) };
    if (document.contents !== null) documents.push(streamDocument(document, placeOf));
  }
  return { documents, problem };
}

/** What is wrong with a document. A mapping as a key, which is what a template in braces reads as, is refused by Kubernetes. */
function errorIn(document: Document.Parsed): { message: string; offset: number } | undefined {
  const [error] = document.errors;
  if (error !== undefined) return { message: error.message, offset: error.pos[0] };
  let found: { message: string; offset: number } | undefined;
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      found = { message: 'a key is no text', offset: key.range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return found;
}

const MOST_REPAIRS = 100;
const REPAIRABLE_CHARACTERS = 2 ** 18;

/**
 * Kubernetes' parser takes a quoted text whose further lines are not indented; this one does not. They are
 * indented, which changes nothing in the value: line breaks in a quoted text fold, with the spaces around them.
 */
function parseRepaired(text: string): Parsed {
  const asWritten = parse(text);
  if (text.length > REPAIRABLE_CHARACTERS) return asWritten;
  let repaired = text;
  let parsed = asWritten;
  for (let turn = 0; turn < MOST_REPAIRS; turn += 1) {
    const error = parsed.documents
      .flatMap(({ errors }) => errors)
      .find(({ code, message }) => code === 'MISSING_CHAR' && /^Missing closing ["']quote/.test(message));
    if (error === undefined) return parsed;
    const start = repaired.indexOf('\n', error.pos[0]);
    const end = repaired.indexOf(error.message.includes('"') ? '"' : "'", start);
    if (start < 0 || end < 0) return asWritten;
    const inner = repaired.slice(start, end).replaceAll('\n', `\n${' '.repeat(80)}`);
    repaired = repaired.slice(0, start) + inner + repaired.slice(end);
    parsed = parse(repaired);
  }
  return parsed;
}

function streamDocument(document: Document.Parsed, placeOf: (offset: number) => Position): StreamDocument {
  const value: Json = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES })) ?? 'null');
  return {
    value,
    locate: (pointer) => placeOf(nodeAt(document.contents, pointer, 'value')?.start ?? 0),
  };
}

function unreadable(message: string, before: number): Stream {
  return { documents: [], problem: { message, position: { ...START, line: before + 1 } } };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? firstLine(thrown.message) : 'it cannot be read';
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
