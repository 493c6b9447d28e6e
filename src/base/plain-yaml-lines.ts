/**
 * The lines of a text that ends with a line feed, by their numbers: where the first character of each stands that is no
 * space, how many spaces are before it, and where the line ends. The last of them is none: it is indented less than any.
 */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
  readonly indents: readonly number[];
  readonly ends: readonly number[];
}

const SPACE = 32;
const COMMENT = 35;
const DASH = 45;
/** A key and its colon, with nothing or a space behind it. */
const KEY = /[A-Za-z][A-Za-z0-9_./-]*:(?=[ \n])/y;

export function linesOf(text: string): Lines {
  const starts: number[] = [];
  const indents: number[] = [];
  const ends: number[] = [];
  for (let from = 0; from < text.length; ) {
    const start = afterSpaces(text, from);
    const end = text.indexOf('\n', start);
    starts.push(start);
    indents.push(start - from);
    ends.push(end);
    from = end + 1;
  }
  starts.push(text.length);
  indents.push(-1);
  ends.push(-1);
  return { text, starts, indents, ends };
}

/** Whether a line holds nothing: spaces, or a comment. */
export function isBlank({ text, starts, ends }: Lines, line: number): boolean {
  const start = starts[line] ?? 0;
  return start === ends[line] || text.charCodeAt(start) === COMMENT;
}

/** Whether what begins there is an item of a list. */
export function isItem({ text, starts }: Lines, line: number): boolean {
  const start = starts[line] ?? 0;
  return text.charCodeAt(start) === DASH && text.charCodeAt(start + 1) === SPACE;
}

/** Where the colon of the key stands that begins at `start`; -1 where none does. */
export function colonAfter(text: string, start: number): number {
  KEY.lastIndex = start;
  return KEY.test(text) ? KEY.lastIndex - 1 : -1;
}

/** The first place from `start` on that is no space. */
export function afterSpaces(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}
