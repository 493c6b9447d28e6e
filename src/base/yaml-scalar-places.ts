/** Where each character of a scalar's value stands in the text, by its offset in the value. */
export type ScalarPlaces = (offset: number) => number;

/**
 * The places of the characters of a YAML or JSON scalar that begins at `start` of a text. It is read again, whatever its
 * style, and what comes out must be `value`: undefined where it is not, as for an alias, or a value that was made.
 */
export function placesInScalar(text: string, start: number, value: string): ScalarPlaces | undefined {
  const first = text[start];
  if (first === '|' || first === '>') return inBlock(text, start, value);
  const read = first === '"' ? doubleQuoted(text) : first === "'" ? singleQuoted(text) : plain(text);
  return inFlow(first === '"' || first === "'" ? start + 1 : start, value, read);
}

/** From an offset of the value on, and where that stands in the text. */
interface Run {
  readonly from: number;
  readonly at: number;
}

function inBlock(text: string, start: number, value: string): ScalarPlaces | undefined {
  const header = /[|>](?:[-+]?([1-9])?|([1-9])[-+])(?:[ \t]+#[^\r\n]*|[ \t]*)\r?\n/y;
  header.lastIndex = start;
  const found = header.exec(text);
  if (found === null) return undefined;
  const lines = linesFrom(text, header.lastIndex, value.length);
  const isSaid = found[1] !== undefined || found[2] !== undefined;
  const first = lines.findIndex((line) => !isEmpty(text, line));
  const indent = first < 0 ? 0 : indentOf(text, lines[first] ?? NO_LINE);
  // An indent that is said counts from that of the parent, which is not known here: the value tells which it is.
  for (let tried = indent; tried >= (isSaid ? 0 : indent); tried -= 1) {
    const content = contentOf(text, lines, tried);
    const runs =
      text[start] === '|' ? literal(text, content, value) : folded(text, content, { value, indent: tried });
    if (runs !== undefined) return byRuns(runs);
  }
  return undefined;
}

/** A line without its break, as offsets. */
interface Line {
  readonly start: number;
  readonly end: number;
}

const NO_LINE: Line = { start: 0, end: 0 };

/** The lines of a block, and of what stands behind it some, as long as so many characters may be on them. */
function linesFrom(text: string, start: number, most: number): Line[] {
  const lines: Line[] = [];
  let characters = 0;
  for (let at = start; at < text.length && characters <= most; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = { start: at, end: text[end - 1] === '\r' ? end - 1 : end };
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4))) break;
    lines.push(line);
    characters += line.end - line.start - indentOf(text, line);
    at = end + 1;
  }
  return lines;
}

function isEmpty(text: string, { start, end }: Line): boolean {
  for (let at = start; at < end; at += 1) if (text[at] !== ' ') return false;
  return true;
}

function indentOf(text: string, { start, end }: Line): number {
  let at = start;
  while (at < end && text[at] === ' ') at += 1;
  return at - start;
}

/** The lines that belong to a block of this indent, without it; those that are empty at its end are left out. */
function contentOf(text: string, lines: readonly Line[], indent: number): Line[] {
  const content: Line[] = [];
  let filled = 0;
  for (const line of lines) {
    if (!isEmpty(text, line) && indentOf(text, line) < indent) break;
    const start = Math.min(line.start + indent, line.end);
    content.push({ start, end: line.end });
    if (start < line.end) filled = content.length;
  }
  return content.slice(0, filled);
}

function literal(text: string, lines: readonly Line[], value: string): Run[] | undefined {
  const runs: Run[] = [];
  let from = 0;
  for (const { start, end } of lines) {
    runs.push({ from, at: start });
    if (!value.startsWith(text.slice(start, end), from)) return undefined;
    from += end - start + 1;
  }
  return onlyBreaksFrom(value, from - 1) ? runs : undefined;
}

function folded(
  text: string,
  lines: readonly Line[],
  { value, indent }: { readonly value: string; readonly indent: number },
): Run[] | undefined {
  const runs: Run[] = [];
  let from = 0;
  let blanks = 0;
  let before: Line | undefined;
  for (const line of lines) {
    if (line.start === line.end) {
      blanks += 1;
      continue;
    }
    const isKept = before === undefined || isIndented(text, before) || isIndented(text, line);
    const breaks = before === undefined ? blanks : isKept ? blanks + 1 : blanks;
    const between = breaks === 0 && before !== undefined ? ' ' : '\n'.repeat(breaks);
    const content = text.slice(line.start, line.end);
    if (!value.startsWith(between + content, from)) return undefined;
    from += between.length;
    runs.push({ from, at: line.start });
    from += content.length;
    blanks = 0;
    before = line;
  }
  return indent >= 0 && onlyBreaksFrom(value, from) ? runs : undefined;
}

/** Lines that go further in keep their breaks. */
function isIndented(text: string, { start }: Line): boolean {
  return text[start] === ' ' || text[start] === '\t';
}

function onlyBreaksFrom(value: string, from: number): boolean {
  for (let at = Math.max(0, from); at < value.length; at += 1) if (value[at] !== '\n') return false;
  return true;
}

function byRuns(runs: readonly Run[]): ScalarPlaces {
  return (offset) => {
    let [low, high] = [0, runs.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((runs[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const run = runs[low] ?? { from: 0, at: 0 };
    return run.at + offset - run.from;
  };
}

/** What stands at a place: characters of the value, and how many of the text they take; undefined where it ends. */
type ReadFlow = (at: number) => { readonly characters: string; readonly length: number } | undefined;

function inFlow(start: number, value: string, read: ReadFlow): ScalarPlaces | undefined {
  const runs: Run[] = [];
  let at = start;
  let from = 0;
  let next = -1;
  while (from < value.length) {
    const found = read(at);
    if (found === undefined || !value.startsWith(found.characters, from)) return undefined;
    // One run goes on as long as each character stands behind the one before.
    if (at !== next) runs.push({ from, at });
    next = found.length === found.characters.length ? at + found.length : -1;
    at += found.length;
    from += found.characters.length;
  }
  return runs.length === 0 ? undefined : byRuns(runs);
}

/** A line break with the spaces around it is a space, and each further one a break. */
function foldAt(text: string, at: number): ReturnType<ReadFlow> {
  if (!/[ \t\r\n]/.test(text[at] ?? '')) return undefined;
  const fold = /[ \t]*(?:\r?\n[ \t]*)+/y;
  fold.lastIndex = at;
  const [found] = fold.exec(text) ?? [];
  if (found === undefined) return undefined;
  const breaks = found.split('\n').length - 1;
  return { characters: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), length: found.length };
}

function characterAt(text: string, at: number): ReturnType<ReadFlow> {
  const character = text[at];
  return character === undefined ? undefined : { characters: character, length: 1 };
}

function plain(text: string): ReadFlow {
  return (at) => foldAt(text, at) ?? characterAt(text, at);
}

function singleQuoted(text: string): ReadFlow {
  return (at) => {
    if (text[at] !== "'") return foldAt(text, at) ?? characterAt(text, at);
    return text[at + 1] === "'" ? { characters: "'", length: 2 } : undefined;
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\u0007',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\u001B',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u0085',
  _: '\u00A0',
  L: '\u2028',
  P: '\u2029',
};

function doubleQuoted(text: string): ReadFlow {
  return (at) => {
    if (text[at] === '"') return undefined;
    return text[at] === '\\' ? escapeAt(text, at) : (foldAt(text, at) ?? characterAt(text, at));
  };
}

function escapeAt(text: string, at: number): ReturnType<ReadFlow> {
  const pattern = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[^\r\n])/y;
  pattern.lastIndex = at;
  const [whole] = pattern.exec(text) ?? [];
  const characters = whole === undefined ? undefined : escaped(whole);
  return whole === undefined || characters === undefined ? undefined : { characters, length: whole.length };
}

function escaped(whole: string): string | undefined {
  const letter = whole.charAt(1);
  if (/[\r\n]/.test(letter)) return '';
  if (whole.length === 2) return Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  const code = Number.parseInt(whole.slice(2), 16);
  // A half of a pair stands for itself.
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}
