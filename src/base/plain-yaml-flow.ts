import type { Json } from './json.ts';

/** Thrown where a text is more than plain-yaml.ts understands. */
export const UNPLAIN = new Error('not plain YAML');

const DEEPEST = 10;
const KEY = /[A-Za-z][A-Za-z0-9_-]*(?=: )/y;
const NO_KEY = /^(true|false|null)$/i;
/** In brackets, a plain text ends at a comma or bracket; what has a colon or comment sign is left to the library. */
const SCALAR_IN_BRACKETS = /[^\s,[\]{}:#][^,[\]{}:#]*/y;
const QUOTED = /"([^"\\]*)"|'([^']*)'/y;
const SPACES = / */y;
const TAIL = /^ *$|^ +#/;

/** Kubernetes reads YAML 1.1, in which more than in 1.2 is no text. */
export type Dialect = '1.1' | '1.2';

/** What YAML 1.1 takes for a boolean, a number with `_` or `:` in it, or a time; or may take for one. */
const OTHER_IN_1_1 =
  /^(?:y|n|yes|no|on|off|=)$|^[-+]?[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?$|^[-+]?[\d_]+(?::[0-5]?\d)+(?:\.[\d_]*)?$|^[-+]?0b|^\d{4}-\d\d?-\d/i;

/** Letters and what cannot mean anything behind them, as most texts are. */
const WORD = /^[A-Za-z/][A-Za-z0-9/_.-]*$/;
/** What is one of these in either dialect and whatever its case, or begins like a power of ten, is looked at closely. */
const WORD_OF_MEANING = /^(?:true|false|null|y|n|yes|no|on|off|e\d+)$/i;

/** A quoted text, or a list or mapping in brackets, with nothing but a comment behind it. */
export function readFlow(text: string, dialect: Dialect): Json {
  const reader = new FlowReader(text, dialect);
  const value = reader.value(0);
  if (!TAIL.test(reader.rest())) throw UNPLAIN;
  return value;
}

/**
 * Where in such a text the value stands that is these segments down; where there is none, the key (or item) of its
 * nearest parent. Null where that parent is the whole text.
 */
export function flowPlace(text: string, segments: readonly string[]): number | null {
  if (!/^[[{]/.test(text)) return null;
  const marks = new Map<string, Mark>();
  new FlowReader(text, '1.2', marks).value(0);
  for (let length = segments.length; length > 0; length -= 1) {
    const mark = marks.get(JSON.stringify(segments.slice(0, length)));
    if (mark !== undefined) return length === segments.length ? mark.value : (mark.key ?? mark.value);
  }
  return null;
}

/** Where a member of a list or mapping stands; an item of a list has no key. */
interface Mark {
  readonly value: number;
  readonly key: number | null;
}

/** Whether a key is more than text; in 1.1, `on` is none either. */
export function isOddKey(key: string, dialect: Dialect): boolean {
  return NO_KEY.test(key) || (dialect === '1.1' && OTHER_IN_1_1.test(key));
}

/** A text without quotes, as both dialects read it alike or as the core schema of 1.2 does. */
export function plainScalar(
  written: string,
  inBrackets: boolean,
  dialect: Dialect,
): string | number | boolean {
  if (WORD.test(written) && !WORD_OF_MEANING.test(written)) return written;
  return otherScalar((inBrackets ? written : withoutComment(written)).trimEnd(), dialect);
}

function otherScalar(text: string, dialect: Dialect): string | number | boolean {
  if (!/^[A-Za-z0-9/^$().\-+~=<;:_\\\u00a1-\uffff]/.test(text)) throw UNPLAIN;
  if (/: |:$| #|^[-?] |^[-.]{3}|^-$/.test(text)) throw UNPLAIN;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^(~|null|true|false)$/i.test(text)) throw UNPLAIN;
  if (/^(0|-?[1-9]\d{0,14}|\d\.\d{1,9}|[1-9]\d{1,8}\.\d{1,9})$/.test(text)) return Number(text);
  if (looksNumeric(text) || (dialect === '1.1' && OTHER_IN_1_1.test(text))) throw UNPLAIN;
  return text;
}

function withoutComment(text: string): string {
  const at = text.indexOf(' #');
  return at < 0 ? text : text.slice(0, at);
}

function looksNumeric(text: string): boolean {
  return /^[-+]?(0[ox][0-9a-f]+|(\d+\.?\d*|\.\d+)(e[-+]?\d+)?|\.(inf|nan))$/i.test(text);
}

class FlowReader {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #marks: Map<string, Mark> | undefined;
  readonly #path: string[] = [];
  #at = 0;

  /** @param marks where each member stands is put in here, by its path. */
  constructor(text: string, dialect: Dialect, marks?: Map<string, Mark>) {
    this.#text = text;
    this.#dialect = dialect;
    this.#marks = marks;
  }

  rest(): string {
    return this.#text.slice(this.#at);
  }

  value(depth: number): Json {
    if (depth > DEEPEST) throw UNPLAIN;
    if (this.#takes('[')) return this.#list(depth);
    if (this.#takes('{')) return this.#map(depth);
    const quoted = this.#match(QUOTED);
    if (quoted !== undefined) return quoted.slice(1, -1);
    return plainScalar(this.#match(SCALAR_IN_BRACKETS) ?? '', true, this.#dialect);
  }

  #list(depth: number): Json[] {
    const items: Json[] = [];
    this.#match(SPACES);
    if (this.#takes(']')) return items;
    do {
      this.#match(SPACES);
      items.push(this.#member(String(items.length), null, depth));
      this.#match(SPACES);
    } while (this.#takes(','));
    if (!this.#takes(']')) throw UNPLAIN;
    // A list that grew by pushes has room for 17 values; a long manifest is made of short ones.
    return items.slice();
  }

  #map(depth: number): Json {
    const entries = new Map<string, Json>();
    this.#match(SPACES);
    if (this.#takes('}')) return {};
    do {
      this.#match(SPACES);
      const keyAt = this.#at;
      const key = this.#match(KEY);
      if (key === undefined || isOddKey(key, this.#dialect) || entries.has(key)) throw UNPLAIN;
      this.#at += 1;
      this.#match(SPACES);
      entries.set(key, this.#member(key, keyAt, depth));
      this.#match(SPACES);
    } while (this.#takes(','));
    if (!this.#takes('}')) throw UNPLAIN;
    return Object.fromEntries(entries);
  }

  #member(segment: string, key: number | null, depth: number): Json {
    if (this.#marks === undefined) return this.value(depth + 1);
    this.#path.push(segment);
    this.#marks.set(JSON.stringify(this.#path), { value: this.#at, key });
    const value = this.value(depth + 1);
    this.#path.pop();
    return value;
  }

  #takes(character: string): boolean {
    const there = this.#text[this.#at] === character;
    if (there) this.#at += 1;
    return there;
  }

  /** What a sticky pattern finds here. */
  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
