const MOST = 64;
/** Longer ones are left as they stand. */
const LONGEST = 1024;

/** What `{a,b}` and `{1..3}` stand for; the text itself where it is neither. */
export function alternativesOf(text: string): readonly string[] {
  if (text.length > LONGEST) return [text];
  const inner = text.slice(1, -1);
  const [, from, to] = /^(-?\w+)\.\.(-?\w+)$/.exec(inner) ?? [];
  if (from !== undefined && to !== undefined) return range(from, to) ?? [text];
  const items = itemsIn(inner);
  return items.length < 2 ? [text] : items.map(unquoted).slice(0, MOST);
}

function range(from: string, to: string): readonly string[] | undefined {
  const letters = from.length === 1 && to.length === 1 && !/\d/.test(from + to);
  const [first, last] = letters ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
  if (!Number.isInteger(first) || !Number.isInteger(last)) return undefined;
  const count = Math.min(MOST, Math.abs(last - first) + 1);
  const step = last < first ? -1 : 1;
  return Array.from({ length: count }, (_, index) => {
    const value = first + index * step;
    return letters ? String.fromCharCode(value) : String(value);
  });
}

/** Split at the commas that stand in no inner braces and no quotes. */
function itemsIn(inner: string): string[] {
  const items = [''];
  let depth = 0;
  let quote = '';
  for (const letter of inner) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    if (letter === ',' && depth === 0 && quote === '') items.push('');
    else items.push((items.pop() ?? '') + letter);
  }
  return items.flatMap((item) => (/^\{.*\}$/s.test(item) ? alternativesOf(item) : [item]));
}

function unquoted(item: string): string {
  return item.replaceAll(/["']|\\(?=.)/g, '');
}
