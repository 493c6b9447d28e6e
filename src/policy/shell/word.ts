import type { Word, WordPart } from 'unbash';

/** Stands in a text for what is only known when the command runs. */
export const UNKNOWN = '\u0000';

/** What is known of a script's variables. */
export type Variables = ReadonlyMap<string, string>;

/** A word after quoting and constant variables are resolved, UNKNOWN where it cannot be told. */
export function textOfWord(word: Word, variables: Variables): string {
  return word.parts === undefined ? word.value : textOfParts(word.parts, variables);
}

export function textOfParts(parts: readonly WordPart[], variables: Variables): string {
  return parts.map((part) => textOfPart(part, variables)).join('');
}

export function isKnown(text: string): boolean {
  return !text.includes(UNKNOWN);
}

// oxlint-disable-next-line complexity -- one flat table, a row per kind of part.
function textOfPart(part: WordPart, variables: Variables): string {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return textOfParts(part.parts, variables);
    case 'SimpleExpansion':
      return variables.get(part.text.slice(1)) ?? UNKNOWN;
    case 'ParameterExpansion': {
      const { operation, parameter, prefix, index } = part;
      if (prefix !== undefined || index !== undefined) return UNKNOWN;
      const value = variables.get(parameter);
      if (operation === undefined) return value ?? UNKNOWN;
      return operation.type === 'Default' && operation.operator.endsWith('-') && value !== undefined
        ? value
        : UNKNOWN;
    }
    case 'BraceExpansion':
    case 'ExtendedGlob':
      return part.text;
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
      return UNKNOWN;
  }
}
