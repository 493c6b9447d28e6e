import { isJsonObject, type Json, type JsonObject } from './json.ts';

/** A part of a PromQL query: text that stays, or a `$NAME` that a value takes the place of. */
export type QueryPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly as: VariablePlace; readonly start: number }
  /** `$NAME` within quotes, where no value could be told from the query. */
  | { readonly kind: 'quoted'; readonly name: string; readonly start: number };

/** What a value becomes there: a duration behind `[`, `:` or offset, a pattern behind `=~` and `!~`, else text or a number. */
type VariablePlace = 'duration' | 'pattern' | 'value';

const TOKEN = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?|#[^\n]*|\$([A-Za-z_]\w*)/gs;
const QUOTED_NAME = /\$([A-Za-z_]\w*)/;

/** Takes a query apart. Texts in quotes and comments are left alone, as PromQL reads them. */
export function queryParts(query: string): readonly QueryPart[] {
  const parts: QueryPart[] = [];
  let at = 0;
  for (const match of query.matchAll(TOKEN)) {
    const { 0: token, 1: name, index } = match;
    const inside = name === undefined && !token.startsWith('#') ? QUOTED_NAME.exec(token) : null;
    if (inside !== null) parts.push({ kind: 'quoted', name: inside[1] ?? '', start: index + inside.index });
    if (name === undefined) continue;
    const before = query.slice(0, index);
    parts.push({ kind: 'text', text: query.slice(at, index) });
    parts.push({ kind: 'variable', name, as: placeBehind(before), start: index });
    at = index + token.length;
  }
  parts.push({ kind: 'text', text: query.slice(at) });
  return parts;
}

/** The names that a query wants values for. */
export function queryVariables(query: string): readonly string[] {
  return [...new Set(queryParts(query).flatMap((part) => (part.kind === 'variable' ? [part.name] : [])))];
}

/** A value that cannot stand where a query wants it. */
export class QueryError extends Error {}

/** The query with every `$NAME` replaced, so that no value can be read as more than a value. @throws {QueryError} */
export function fillQuery(query: string, vars: JsonObject): string {
  return queryParts(query)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'quoted')
        throw new QueryError(`write $${part.name} without quotes: they are put around it`);
      return written(part.name, part.as, vars);
    })
    .join('');
}

function placeBehind(before: string): VariablePlace {
  if (/[=!]~\s*$/.test(before)) return 'pattern';
  return /(?:[[:]|\boffset)\s*-?\s*$/i.test(before) ? 'duration' : 'value';
}

function written(name: string, as: VariablePlace, vars: JsonObject): string {
  const value = Object.hasOwn(vars, name) ? vars[name] : undefined;
  if (value === undefined || value === null) throw new QueryError(`$${name} has no value under vars`);
  switch (as) {
    case 'duration':
      return duration(name, value);
    case 'pattern':
      return quoted(items(name, value).map(escapePattern).join('|'));
    case 'value':
      if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
      return quoted(plain(name, value));
  }
}

function duration(name: string, value: Json): string {
  if (typeof value === 'string' && /^(?:\d{1,9}(?:ms|[smhdwy]))+$/.test(value)) return value;
  throw new QueryError(`$${name} stands for a duration, such as 5m or 1h30m, and is none`);
}

function items(name: string, value: Json): readonly string[] {
  if (!Array.isArray(value)) return [plain(name, value)];
  if (value.length === 0)
    throw new QueryError(`$${name} is an empty list, which would match what has no such label`);
  return value.map((item: Json) => plain(name, item));
}

function plain(name: string, value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const what = isJsonObject(value) ? 'a mapping' : 'a list, which only =~ and !~ take';
  throw new QueryError(`$${name} is ${Array.isArray(value) ? what : 'no text or number'}`);
}

/** RE2: every character that may mean something is told to mean itself. */
function escapePattern(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`);
}

/** PromQL reads the escapes of Go. What is no ASCII stays as it is. */
function quoted(text: string): string {
  const escaped = text.toWellFormed().replaceAll(/["\\]|\p{Cc}/gu, (letter) => {
    if (letter === '"' || letter === '\\') return `\\${letter}`;
    return `\\u${letter.codePointAt(0)?.toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
