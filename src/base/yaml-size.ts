import { Lexer } from 'yaml';

/** Each costs the library some 5 µs and 1 KB, before anything else is known of the text. */
const MOST = 500_000;
/** With what parts it from the next, one takes two characters at least. */
const SMALL = 2 * MOST;

/** What the lexer puts before a scalar that stands without quotes, and its other marks: none stands in the text. */
const PLAIN = '\u001F';
const MARKS = new Set([PLAIN, '\u0002', '\u0018']);

/**
 * Where a text has more scalars, or more items of lists and mappings in brackets, than are read: the offset of the first
 * beyond. Counted from its tokens, of which none is held. Undefined for what people write.
 */
export function offsetOfTooMany(text: string): number | undefined {
  if (text.length < SMALL) return undefined;
  let [scalars, items, offset] = [0, 0, 0];
  let isPlain = false;
  for (const token of new Lexer().lex(text)) {
    if (isPlain || /^["']/.test(token)) scalars += 1;
    else if (token === '-' || token === ',' || token === '?') items += 1;
    if (scalars > MOST || items > MOST) return offset;
    isPlain = token === PLAIN;
    if (!MARKS.has(token)) offset += token.length;
  }
  return undefined;
}
