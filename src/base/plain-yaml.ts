import type { Json, JsonObject } from './json.ts';
import { type Dialect, isOddKey, plainScalar, readFlow, UNPLAIN } from './plain-yaml-flow.ts';
import { BLANK, ENTRY, isItem, type Line, linesOf } from './plain-yaml-lines.ts';

/** What is longer, or nested deeper, is left to the library. A value takes two characters, so these are under its limits. */
const LONGEST = 1_500_000;
const DEEPEST = 40;
/** What is neither a line feed nor a character whose only meaning is itself: tabs, other spaces and line ends, marks. */
const ODD = /[^\n -~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/;

/**
 * Reads the YAML that people write: block mappings and lists, plain and simply quoted texts, lists and mappings in
 * brackets on one line, literal blocks. Undefined for anything else, right or wrong: the library, which takes ten
 * times as long to start, then says what it is. What this reads, the library reads as the same (a test compares them).
 */
export function readPlainYaml(text: string, dialect: Dialect = '1.2'): Json | undefined {
  if (text.length > LONGEST || ODD.test(text) || !text.endsWith('\n')) return undefined;
  try {
    return new PlainReader(text, dialect).document();
  } catch (thrown) {
    if (thrown === UNPLAIN) return undefined;
    throw thrown;
  }
}

class PlainReader {
  readonly #lines: readonly Line[];
  readonly #dialect: Dialect;
  #at = 0;

  constructor(text: string, dialect: Dialect) {
    this.#dialect = dialect;
    this.#lines = linesOf(text);
  }

  document(): Json {
    const first = this.#next();
    if (first === undefined || first.indent !== 0) throw UNPLAIN;
    const value = this.#block(0, 0);
    if (this.#next() !== undefined) throw UNPLAIN;
    return value;
  }

  /** The next line that holds something. */
  #next(): Line | undefined {
    for (;;) {
      const line = this.#lines[this.#at];
      if (line === undefined || !BLANK.test(line.text)) return line;
      this.#at += 1;
    }
  }

  #block(indent: number, depth: number): Json {
    if (depth > DEEPEST) throw UNPLAIN;
    return isItem(this.#next()) ? this.#list(indent, depth) : this.#map(indent, depth);
  }

  #list(indent: number, depth: number): Json[] {
    const items: Json[] = [];
    for (let line = this.#next(); line?.indent === indent && isItem(line); line = this.#next()) {
      const content = line.text.slice(1).trimStart();
      if (ENTRY.test(content)) items.push(this.#mapInItem(line, content, depth));
      else {
        this.#at += 1;
        items.push(this.#inline(content, indent));
      }
    }
    return items;
  }

  /** `- key: value`, and the rest of its mapping below the key. */
  #mapInItem(line: Line, content: string, depth: number): Json {
    return this.#map(line.indent + line.text.length - content.length, depth + 1, content);
  }

  #map(indent: number, depth: number, first?: string): JsonObject {
    const entries = new Map<string, Json>();
    for (let text = first ?? this.#entryAt(indent); text !== undefined; text = this.#entryAt(indent)) {
      const { key, rest } = entryOf(text);
      if (isOddKey(key, this.#dialect) || entries.has(key)) throw UNPLAIN;
      this.#at += 1;
      entries.set(key, this.#value(rest, indent, depth));
    }
    if (entries.size === 0) throw UNPLAIN;
    return Object.fromEntries(entries);
  }

  /** The next line, where it is one of a mapping at `indent`. */
  #entryAt(indent: number): string | undefined {
    const line = this.#next();
    return line === undefined || line.indent !== indent || isItem(line) ? undefined : line.text;
  }

  /** What stands behind a key, or below it. */
  #value(rest: string, indent: number, depth: number): Json {
    if (rest !== '' && !rest.startsWith('#')) return this.#inline(rest, indent);
    const line = this.#next();
    if (line === undefined || line.indent < indent) throw UNPLAIN;
    if (line.indent === indent && !isItem(line)) throw UNPLAIN;
    return this.#block(line.indent, depth + 1);
  }

  /** A value on the line of its key or dash; nothing of it may go on below. */
  #inline(rest: string, indent: number): Json {
    if (/^\|-?( *| +#.*)$/.test(rest)) return this.#literal(indent, rest.startsWith('|-'));
    const next = this.#next();
    if (next !== undefined && next.indent > indent) throw UNPLAIN;
    return '[{"\''.includes(rest.charAt(0))
      ? readFlow(rest, this.#dialect)
      : plainScalar(rest, false, this.#dialect);
  }

  #literal(above: number, stripped: boolean): string {
    const start = this.#at;
    const indent = this.#lines[start]?.indent ?? 0;
    if (indent <= above || this.#lines[start]?.text === '') throw UNPLAIN;
    while (this.#isWithin(indent)) this.#at += 1;
    const after = this.#lines[this.#at];
    if (after !== undefined && after.indent > above) throw UNPLAIN;
    const block = this.#lines
      .slice(start, this.#at)
      .map((line) => ' '.repeat(Math.max(line.indent - indent, 0)) + line.text);
    while (block.at(-1) === '') block.pop();
    return block.join('\n') + (stripped ? '' : '\n');
  }

  /** Whether the line at hand belongs to a literal block: indented as far, or blank. */
  #isWithin(indent: number): boolean {
    const line = this.#lines[this.#at];
    if (line?.text === '' && line.indent > indent) throw UNPLAIN;
    return line !== undefined && (line.text === '' || line.indent >= indent);
  }
}

function entryOf(text: string): { key: string; rest: string } {
  const [, key = '', rest = ''] = ENTRY.exec(text) ?? [];
  if (key === '') throw UNPLAIN;
  return { key, rest };
}
