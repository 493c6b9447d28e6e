import type { Json } from './json.ts';
import { type Dialect, isOddKey, plainScalar, readFlow, UNPLAIN } from './plain-yaml-flow.ts';
import { afterSpaces, colonAfter, isBlank, isItem, type Lines, linesOf } from './plain-yaml-lines.ts';

/** What is longer, or nested deeper, is left to the library. A value takes two characters, so these are under its limits. */
const LONGEST = 1_500_000;
const DEEPEST = 40;
/** What is neither a line feed nor a character whose only meaning is itself: tabs, other spaces and line ends, marks. */
const ODD = /[^\n -~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/;
const LITERAL = /\|-?(?: *| +#.*)$/my;

/**
 * Reads the YAML that people write: block mappings and lists, plain and simply quoted texts, lists and mappings in
 * brackets on one line, literal blocks. Undefined for anything else, right or wrong: the library, which takes ten
 * times as long to start, then says what it is. What this reads, the library reads as the same (a test compares them).
 */
export function readPlainYaml(text: string, dialect: Dialect = '1.2'): Json | undefined {
  return readPlain(text, dialect)?.value;
}

/** The same, with the lines by which it was read. */
export function readPlain(
  text: string,
  dialect: Dialect,
): { readonly value: Json; readonly lines: Lines } | undefined {
  if (text.length > LONGEST || ODD.test(text) || !text.endsWith('\n')) return undefined;
  try {
    const lines = linesOf(text);
    return { value: new PlainReader(lines, dialect).document(), lines };
  } catch (thrown) {
    if (thrown === UNPLAIN) return undefined;
    throw thrown;
  }
}

class PlainReader {
  readonly #lines: Lines;
  readonly #text: string;
  readonly #dialect: Dialect;
  /** The line at hand. */
  #at = 0;

  constructor(lines: Lines, dialect: Dialect) {
    this.#lines = lines;
    this.#text = lines.text;
    this.#dialect = dialect;
  }

  document(): Json {
    if (this.#next() !== 0) throw UNPLAIN;
    const value = this.#block(0, 0);
    if (this.#next() !== -1) throw UNPLAIN;
    return value;
  }

  /** Goes to the next line that holds something, and gives its indentation: -1 behind the last. */
  #next(): number {
    while (isBlank(this.#lines, this.#at)) this.#at += 1;
    return this.#lines.indents[this.#at] ?? -1;
  }

  #start(): number {
    return this.#lines.starts[this.#at] ?? 0;
  }

  #block(indent: number, depth: number): Json {
    if (depth > DEEPEST) throw UNPLAIN;
    return isItem(this.#lines, this.#at)
      ? this.#list(indent, depth)
      : this.#map(indent, depth, this.#start());
  }

  #list(indent: number, depth: number): Json[] {
    const items: Json[] = [];
    while (this.#next() === indent && isItem(this.#lines, this.#at)) {
      const start = this.#start();
      const content = afterSpaces(this.#text, start + 1);
      // `- key: value`, and the rest of its mapping below the key.
      if (colonAfter(this.#text, content) >= 0)
        items.push(this.#map(indent + content - start, depth + 1, content));
      else items.push(this.#inline(content, indent));
    }
    return items;
  }

  /** A mapping whose first key stands at `first`, on the line at hand. */
  #map(indent: number, depth: number, first: number): Json {
    const entries: Record<string, Json> = {};
    let start = first;
    do {
      const colon = colonAfter(this.#text, start);
      if (colon < 0) throw UNPLAIN;
      const key = this.#text.slice(start, colon);
      if (isOddKey(key, this.#dialect) || Object.hasOwn(entries, key)) throw UNPLAIN;
      entries[key] = this.#value(afterSpaces(this.#text, colon + 1), indent, depth);
      const next = this.#next();
      start = this.#start();
      if (next !== indent) break;
    } while (!isItem(this.#lines, this.#at));
    return entries;
  }

  /** What stands behind a key, or below it. */
  #value(start: number, indent: number, depth: number): Json {
    const character = this.#text.charAt(start);
    if (character !== '\n' && character !== '#') return this.#inline(start, indent);
    this.#at += 1;
    const next = this.#next();
    const isBelow = next > indent || (next === indent && isItem(this.#lines, this.#at));
    return isBelow ? this.#block(next, depth + 1) : null;
  }

  /** A value on the line of its key or dash; nothing of it may go on below. */
  #inline(start: number, indent: number): Json {
    const end = this.#lines.ends[this.#at] ?? 0;
    this.#at += 1;
    const character = this.#text.charAt(start);
    if (character === '|') return this.#literal(start, indent);
    if (this.#next() > indent) throw UNPLAIN;
    const rest = this.#text.slice(start, end);
    return '[{"\''.includes(character)
      ? readFlow(rest, this.#dialect)
      : plainScalar(rest, false, this.#dialect);
  }

  #literal(head: number, above: number): string {
    LITERAL.lastIndex = head;
    if (!LITERAL.test(this.#text)) throw UNPLAIN;
    const { indents, starts, ends } = this.#lines;
    const first = this.#at;
    const indent = indents[first] ?? 0;
    if (indent <= above || starts[first] === ends[first]) throw UNPLAIN;
    while (this.#isWithin(indent)) this.#at += 1;
    if ((indents[this.#at] ?? -1) > above) throw UNPLAIN;
    const block = this.#cut(first, indent);
    return block + (this.#text.charAt(head + 1) === '-' ? '' : '\n');
  }

  /** The lines from `first` up to the one at hand, without the empty ones at their end and so much of their spaces. */
  #cut(first: number, indent: number): string {
    const { indents, starts, ends } = this.#lines;
    const block: string[] = [];
    for (let line = first; line < this.#at; line += 1) {
      const more = Math.max((indents[line] ?? 0) - indent, 0);
      block.push(this.#text.slice((starts[line] ?? 0) - more, ends[line]));
    }
    while (block.at(-1) === '') block.pop();
    return block.join('\n');
  }

  /** Whether the line at hand belongs to a literal block: indented as far, or empty. */
  #isWithin(indent: number): boolean {
    const { indents, starts, ends } = this.#lines;
    const own = indents[this.#at] ?? -1;
    const isEmpty = starts[this.#at] === ends[this.#at];
    if (isEmpty && own > indent) throw UNPLAIN;
    return isEmpty || own >= indent;
  }
}
