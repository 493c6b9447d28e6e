/** A text of another language with its strings taken out: `code` holds ⟨n⟩ where `strings[n]` stood, and no comments. */
export interface Literals {
  readonly code: string;
  readonly strings: readonly { readonly text: string; readonly quote: string }[];
}

const OPEN = '\u0001';
const CLOSE = '\u0002';

/** Matches one string in `code`; its number is the first group. */
export const STRING = `${OPEN}(\\d+)${CLOSE}`;

/**
 * Takes the strings out of a program in Python, Perl, Ruby, JavaScript, PHP, Lua or awk. It knows quotes,
 * escapes and comments and nothing else of the language; what it gets wrong is a text too many or too few.
 * Runs of blanks become one, so that expressions over `code` cannot take long.
 */
export function literalsIn(text: string): Literals {
  const strings: { text: string; quote: string }[] = [];
  const code: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quote = quoteAt(text, at);
    if (quote !== undefined) {
      const end = endOfString(text, at + quote.length, quote);
      strings.push({ text: plainText(text.slice(at + quote.length, end)), quote });
      code.push(`${OPEN}${strings.length - 1}${CLOSE}`);
      at = end + quote.length;
    } else {
      const end = isComment(text, at) ? endOfLine(text, at) : endOfCode(text, at);
      if (!isComment(text, at)) code.push(text.slice(at, end));
      at = end;
    }
  }
  const plain = code.join('').replaceAll(/\s+/g, (blanks) => (blanks.includes('\n') ? '\n' : ' '));
  return joined(plain, strings);
}

function quoteAt(text: string, at: number): string | undefined {
  const letter = text[at] ?? '';
  if (letter !== '"' && letter !== "'" && letter !== '`') return undefined;
  return letter !== '`' && text.startsWith(letter.repeat(3), at) ? letter.repeat(3) : letter;
}

function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at;
  }
  return text.length;
}

function isComment(text: string, at: number): boolean {
  const starts = text[at] === '#' || (text[at] === '/' && text[at + 1] === '/');
  return starts && (at === 0 || /[\s;{}]/.test(text[at - 1] ?? ''));
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function endOfCode(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && !/["'`#/]/.test(text[end] ?? '')) end += 1;
  return end;
}

/** `'cu' + 'rl'` and `'cu' . 'rl'` are one string. */
function joined(code: string, strings: { text: string; quote: string }[]): Literals {
  const chain = new RegExp(`${STRING}(?:\\s*[+.]\\s*${OPEN}\\d+${CLOSE})+`, 'g');
  const whole = code.replaceAll(chain, (found) => {
    const numbers = [...found.matchAll(new RegExp(STRING, 'g'))].map(([, number]) => Number(number));
    const text = numbers.map((number) => strings[number]?.text ?? '').join('');
    strings.push({ text, quote: strings[numbers[0] ?? 0]?.quote ?? '' });
    return `${OPEN}${strings.length - 1}${CLOSE}`;
  });
  return { code: whole, strings };
}

function plainText(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3})|(n)|(t)|([^]))/g,
    (...match: string[]) => {
      const [, hex, unicode, octal, line, tab, other = ''] = match;
      const point = hex ?? unicode;
      if (point !== undefined) return String.fromCharCode(Number.parseInt(point, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return line === undefined ? (tab === undefined ? other : '\t') : '\n';
    },
  );
}
