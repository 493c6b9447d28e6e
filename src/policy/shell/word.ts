import type { Word, WordPart } from 'unbash';
import { alternativesOf } from './braces.ts';
import type { Environment } from './environment.ts';
import { expanded } from './expansions.ts';
import { bounded, isKnown, UNKNOWN } from './unknown.ts';

/** A word after quoting and constants are resolved, UNKNOWN where it cannot be told. It is not split. */
export function textOfWord(word: Word, env: Environment): string {
  return word.parts === undefined ? word.value : textOfParts(word.parts, env);
}

export function textOfParts(parts: readonly WordPart[], env: Environment): string {
  return bounded(parts.map((part) => textOfPart(part, env)).join(''));
}

/** The words that a word becomes: braces make several of it, and so do blanks in what is not quoted. */
export function fieldsOf(word: Word, env: Environment): string[] {
  const { parts } = word;
  if (parts === undefined) return [word.value];
  return choices(parts).flatMap((choice) => splitFields(choice, env));
}

type Piece = WordPart | { readonly type: 'Chosen'; readonly value: string };

/** More words than this are not made of one: further braces stay as they are written. */
const MOST_WORDS = 64;

/** One list of parts for each way to take the braces. */
function choices(parts: readonly WordPart[]): readonly (readonly Piece[])[] {
  if (!parts.some(({ type }) => type === 'BraceExpansion')) return [parts];
  let lists: Piece[][] = [[]];
  for (const part of parts) {
    const values = part.type === 'BraceExpansion' ? alternativesOf(part.text) : [];
    if (values.length > 1 && values.length * lists.length <= MOST_WORDS)
      lists = values.flatMap((value) => lists.map((list): Piece[] => [...list, { type: 'Chosen', value }]));
    else for (const list of lists) list.push(part);
  }
  return lists;
}

function splitFields(parts: readonly Piece[], env: Environment): string[] {
  const fields = [''];
  let quoted = false;
  for (const part of parts) {
    const several = part.type === 'Chosen' ? [part.value] : piecesOf(part, env);
    quoted ||= !isSplit(part);
    for (const [index, piece] of several.entries()) {
      if (index === 0) fields.push((fields.pop() ?? '') + piece);
      else fields.push(piece);
    }
  }
  return quoted ? fields : fields.filter((field) => field !== '');
}

/** What a part gives: more than one text where blanks, or the items of an array, end a word in it. */
function piecesOf(part: WordPart, env: Environment): readonly string[] {
  const items = itemsOf(part, env);
  if (items !== undefined) return items;
  const text = textOfPart(part, env);
  if (!isSplit(part)) return [text];
  const separators = env.get('IFS') ?? ' \t\n';
  return isKnown(separators) ? splitAt(text, separators) : [text];
}

function splitAt(text: string, separators: string): string[] {
  let fields = [''];
  let between = false;
  for (const letter of text) {
    if (separators.includes(letter)) between = true;
    else {
      if (between) fields.push('');
      between = false;
      fields.push((fields.pop() ?? '') + letter);
    }
  }
  if (between) fields = [...fields, ''];
  return fields;
}

function isSplit(part: Piece): boolean {
  return (
    part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion' || part.type === 'CommandExpansion'
  );
}

/** `$@`, `"${list[@]}"` and their kind. */
// oxlint-disable-next-line complexity -- one flat table, a row per kind of part.
function itemsOf(part: WordPart, env: Environment): readonly string[] | undefined {
  switch (part.type) {
    case 'DoubleQuoted': {
      const [only, ...others] = part.parts;
      return only === undefined || others.length > 0 ? undefined : itemsOf(only, env);
    }
    case 'SimpleExpansion':
      return /^\$[@*]$/.test(part.text) ? env.array('@') : undefined;
    case 'ParameterExpansion': {
      const name = part.index === undefined ? '@' : part.parameter;
      const isAll = /^[@*]$/.test(part.index?.value ?? part.parameter);
      return isAll && part.operation === undefined && part.prefix === undefined ? env.array(name) : undefined;
    }
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'LocaleString':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return undefined;
  }
}

// oxlint-disable-next-line complexity -- one flat table, a row per kind of part.
function textOfPart(part: WordPart, env: Environment): string {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return textOfParts(part.parts, env);
    case 'SimpleExpansion':
      return itemsOf(part, env)?.join(' ') ?? env.get(part.text.slice(1)) ?? UNKNOWN;
    case 'ParameterExpansion':
      return itemsOf(part, env)?.join(' ') ?? expanded(part, env, (word) => textOfWord(word, env));
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return part.text;
    case 'CommandExpansion':
      return part.script === undefined ? UNKNOWN : (env.output(part.script)?.replace(/\n+$/, '') ?? UNKNOWN);
    case 'ProcessSubstitution': {
      const text = part.operator === '<' && part.script !== undefined ? env.output(part.script) : undefined;
      return text === undefined ? UNKNOWN : env.nameOutput(text);
    }
    case 'ArithmeticExpansion':
      return UNKNOWN;
  }
}
