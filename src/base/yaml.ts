import { type Document, type ParsedNode, parseDocument } from 'yaml';
import type { Json } from './json.ts';
import { readPlain } from './plain-yaml.ts';
import { linesOf } from './plain-yaml-lines.ts';
import { PlainYamlPlaces } from './plain-yaml-places.ts';
import { jsonOf, tooManyIn } from './yaml-json.ts';
import { nodeAt, type Place } from './yaml-position.ts';
import { offsetOfTooMany } from './yaml-size.ts';

/** A place in the text; lines and columns start at 1, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

export interface YamlProblem {
  /** What kind of mistake, for machines: syntax, duplicate-key, custom-tag, … */
  readonly kind: string;
  readonly message: string;
  readonly position: Position;
  /** Where in the document, as far as it could be read; "" for the whole. */
  readonly pointer: string;
}

/** One YAML document as JSON. `value` is undefined where the text could not be understood at all. */
export interface YamlReading {
  readonly value: Json | undefined;
  readonly problems: readonly YamlProblem[];
  /** The place of a JSON pointer's value, of its key, or of the text as it was written; of the nearest parent where there is none. */
  readonly locate: (pointer: string, place?: Place) => Position;
  /** The place of a character of `text`, which stands in the text value at `pointer`. */
  readonly locateText: (pointer: string, text: string, offset: number) => Position;
  /** A scalar as it stands in the text, such as `1.10` for what YAML reads as the number 1.1. */
  readonly written: (pointer: string) => string | undefined;
}

/** Texts beyond this are refused before they are parsed. */
export const YAML_LIMIT = 4 * 2 ** 20;
const MOST_PROBLEMS = 50;
/** What the library takes for a text beyond this is not worth a suggestion. */
const LONG = 2 ** 20;
/** Only what is longer can hold too many values. */
const MANY_CHARACTERS = 2_000_000;
// C0 and DEL are no YAML; the rest turn the direction of writing, so that a reader sees another text than the parser.
// oxlint-disable-next-line no-control-regex -- these are what is looked for.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Reads a text as one YAML 1.2 document of plain JSON values. Never throws, whatever the text. */
export function parseYaml(text: string): YamlReading {
  if (text.length > YAML_LIMIT) {
    return unreadable('too-large', `The text is over the limit of ${YAML_LIMIT / 2 ** 20} MiB`);
  }
  const hidden = HIDDEN.exec(text);
  if (hidden !== null)
    return unreadable('control-character', hiddenMessage(hidden[0]), text.slice(0, hidden.index));
  const plain = readPlainly(text);
  if (plain !== undefined) return plain;
  const tooMany = offsetOfTooMany(text);
  if (tooMany !== undefined)
    return unreadable(
      'too-large',
      'The text has more than half a million values and keys',
      text.slice(0, tooMany),
    );
  return readWithLibrary(text);
}

function readPlainly(text: string): YamlReading | undefined {
  const plain = readPlain(text, '1.2');
  if (plain === undefined) return undefined;
  // A value takes two characters at least.
  const tooMany = text.length > MANY_CHARACTERS ? tooManyIn(plain.value) : undefined;
  if (tooMany === undefined) return plainReading(plain.value, text);
  const reading = plainReading(undefined, text);
  return { ...reading, problems: [{ ...tooMany, position: reading.locate(tooMany.pointer) }] };
}

/** Most are never asked where something stands; keys in brackets, and parts of what is written, are for the library to find. */
function plainReading(value: Json | undefined, text: string): YamlReading {
  let places: PlainYamlPlaces | undefined;
  let read: YamlReading | undefined;
  const reading = (): YamlReading => {
    read ??= readWithLibrary(text);
    return read;
  };
  return {
    value,
    problems: [],
    locate: (pointer, place) => {
      places ??= new PlainYamlPlaces(linesOf(text));
      if (place !== 'key') return places.locate(pointer);
      return places.locateKey(pointer) ?? reading().locate(pointer, place);
    },
    locateText: (pointer, part, offset) => reading().locateText(pointer, part, offset),
    written: (pointer) => (text.length > LONG ? undefined : reading().written(pointer)),
  };
}

/** As `parseYaml`, without the short cut for plain texts. */
export function readWithLibrary(text: string): YamlReading {
  try {
    return readDocument(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return unreadable('too-deep', 'The text is nested too deeply');
  }
}

function readDocument(text: string): YamlReading {
  const lines = lineStarts(text);
  const document = parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    resolveKnownTags: false,
    version: '1.2',
    logLevel: 'error',
  });
  const problems: YamlProblem[] = [];
  const report = (kind: string, message: string, at: { offset: number; pointer?: string }): void => {
    if (problems.length < MOST_PROBLEMS)
      problems.push({ kind, message, position: positionAt(lines, at.offset), pointer: at.pointer ?? '' });
  };
  for (const error of document.errors) report(kindOf(error.code), wordsOf(error), { offset: error.pos[0] });
  for (const warning of document.warnings)
    report(kindOf(warning.code), warning.message, { offset: warning.pos[0] });
  if (document.directives?.yaml.explicit === true)
    report('directive', 'A %YAML directive is not allowed: the text is read as YAML 1.2', { offset: 0 });

  const broken = document.errors.length > 0;
  const read = broken ? undefined : rootValue(document, report);
  const value = problems.some(({ kind }) => kind === 'alias-bomb') ? undefined : read;
  return {
    value,
    problems,
    locate: (pointer, place = 'value') =>
      positionAt(lines, nodeAt(document.contents, pointer, place)?.start ?? 0),
    locateText: (pointer, part, offset) =>
      positionAt(lines, partAt(document.contents, { pointer, part, offset }, text)),
    written: (pointer) => writtenAt(document.contents, pointer, text),
  };
}

type Report = (kind: string, message: string, at: { offset: number; pointer?: string }) => void;

function rootValue(document: Document.Parsed, report: Report): Json | undefined {
  if (document.contents === null) {
    report('empty', 'There is nothing in it', { offset: 0 });
    return undefined;
  }
  return jsonOf(document.contents, report);
}

function writtenAt(root: ParsedNode | null, pointer: string, text: string): string | undefined {
  const found = nodeAt(root, pointer, 'value');
  return found?.exact === true ? text.slice(found.start, found.end) : undefined;
}

function partAt(
  root: ParsedNode | null,
  wanted: { pointer: string; part: string; offset: number },
  text: string,
): number {
  const scalar = nodeAt(root, wanted.pointer, 'value');
  if (scalar === undefined) return 0;
  const written = text.slice(scalar.start, scalar.end);
  const at = written.indexOf(wanted.part);
  if (at >= 0) return scalar.start + at + Math.min(wanted.offset, wanted.part.length);
  return scalar.start + Math.max(offsetByLine(written, wanted.part, wanted.offset), 0);
}

/** Where the line of a block text stands that has `offset`: its indentation is not part of the value. */
function offsetByLine(written: string, value: string, offset: number): number {
  const before = value.slice(0, offset).split('\n');
  const line = value.split('\n')[before.length - 1] ?? '';
  const earlier = before.slice(0, -1).filter((other) => other.includes(line)).length;
  let at = written.indexOf(line);
  for (let i = 0; i < earlier && at >= 0; i += 1) at = written.indexOf(line, at + 1);
  return line === '' || at < 0 ? -1 : at + (before.at(-1)?.length ?? 0);
}

function kindOf(code: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'multiple-documents';
    case 'TAB_AS_INDENT':
      return 'tab';
    case 'TAG_RESOLVE_FAILED':
      return 'custom-tag';
    case 'NON_STRING_KEY':
      return 'bad-key';
    default:
      return 'syntax';
  }
}

/** Where each line begins. The library's own count goes wrong in texts that are broken. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, col: offset - (starts[low] ?? 0) + 1 };
}

function wordsOf({ code, message }: { code: string; message: string }): string {
  return code === 'NON_STRING_KEY' ? 'A key must be plain text' : message;
}

function unreadable(kind: string, message: string, before = ''): YamlReading {
  const position = { line: before.split('\n').length, col: before.length - before.lastIndexOf('\n') };
  return {
    value: undefined,
    problems: [{ kind, message, position, pointer: '' }],
    locate: () => ({ line: 1, col: 1 }),
    locateText: () => ({ line: 1, col: 1 }),
    written: () => undefined,
  };
}

function hiddenMessage(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return code === '0000'
    ? 'There is a NUL byte in the text'
    : `The control character U+${code} is not allowed`;
}
