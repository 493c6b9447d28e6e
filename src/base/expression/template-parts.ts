/** A text cut at its `${{ }}`. Offsets count within the text. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly text: string; readonly start: number }
  /** A `${{` whose `}}` is missing. */
  | { readonly kind: 'unclosed'; readonly start: number };

const OPEN = '${{';

/** The parts of a text, in order. A `}}` inside quotes or inside braces of the expression does not end it. */
export function templateParts(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf(OPEN, at);
    if (open < 0) break;
    if (open > at) parts.push({ kind: 'text', text: text.slice(at, open) });
    const close = closingBraces(text, open + OPEN.length);
    if (close < 0) return [...parts, { kind: 'unclosed', start: open }];
    const inside = text.slice(open + OPEN.length, close);
    const lead = inside.length - inside.trimStart().length;
    parts.push({ kind: 'expression', text: inside.trim(), start: open + OPEN.length + lead });
    at = close + 2;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

function closingBraces(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' || character === "'") at = endOfQuotes(text, at);
    else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

/** Where the quoted text that begins at `from` ends; the text's end when it does not. */
function endOfQuotes(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
