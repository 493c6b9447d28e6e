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

/** A quoted text, or a list or mapping in brackets, with nothing but a comment behind it. */
export function readFlow(text: string): Json {
  const reader = new FlowReader(text);
  const value = reader.value(0);
  if (!TAIL.test(reader.rest())) throw UNPLAIN;
  return value;
}

/** A text without quotes as the core schema of YAML 1.2 reads it. */
export function plainScalar(written: string, inBrackets: boolean): string | number | boolean {
  const text = (inBrackets ? written : withoutComment(written)).trimEnd();
  if (!/^[A-Za-z0-9/^$().\-+~=<;_\\\u00a1-\uffff]/.test(text)) throw UNPLAIN;
  if (/: |:$| #|^[-?] |^[-.]{3}|^-$/.test(text)) throw UNPLAIN;
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^(~|null|true|false)$/i.test(text)) throw UNPLAIN;
  if (/^(0|-?[1-9]\d{0,14})$/.test(text)) return Number(text);
  if (looksNumeric(text)) throw UNPLAIN;
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
  #at = 0;

  constructor(text: string) {
    this.#text = text;
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
    return plainScalar(this.#match(SCALAR_IN_BRACKETS) ?? '', true);
  }

  #list(depth: number): Json[] {
    const items: Json[] = [];
    this.#match(SPACES);
    if (this.#takes(']')) return items;
    do {
      this.#match(SPACES);
      items.push(this.value(depth + 1));
      this.#match(SPACES);
    } while (this.#takes(','));
    if (!this.#takes(']')) throw UNPLAIN;
    return items;
  }

  #map(depth: number): Json {
    const entries = new Map<string, Json>();
    this.#match(SPACES);
    if (this.#takes('}')) return {};
    do {
      this.#match(SPACES);
      const key = this.#match(KEY);
      if (key === undefined || NO_KEY.test(key) || entries.has(key)) throw UNPLAIN;
      this.#at += 1;
      this.#match(SPACES);
      entries.set(key, this.value(depth + 1));
      this.#match(SPACES);
    } while (this.#takes(','));
    if (!this.#takes('}')) throw UNPLAIN;
    return Object.fromEntries(entries);
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
