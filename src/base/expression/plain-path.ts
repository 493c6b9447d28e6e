import type { Reference } from './tree.ts';

const PATH = /^[A-Za-z]\w{0,99}(\.[A-Za-z]\w{0,99}){1,8}$/;
/** What CEL does not take as the name of a variable or field. */
const RESERVED = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
);

/** What an expression may read: a name and its CEL type, or the CEL types of its fields. */
export type Variables = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export interface PlainPath {
  readonly type: string;
  readonly reference: Reference;
}

/**
 * An expression that is a path and nothing else, such as `inputs.archive`, where its CEL type is certain.
 * Most expressions are: for them, CEL need not be loaded. Undefined for everything else, right or wrong.
 */
export function plainPath(expression: string, variables: Variables): PlainPath | undefined {
  if (!PATH.test(expression)) return undefined;
  const path = expression.split('.');
  if (path.some((name) => RESERVED.has(name))) return undefined;
  const type = typeOf(path, variables);
  return type === undefined ? undefined : { type, reference: { path, start: 0, end: expression.length } };
}

function typeOf([root = '', member, ...deeper]: readonly string[], variables: Variables): string | undefined {
  const variable = Object.hasOwn(variables, root) ? variables[root] : undefined;
  if (variable === undefined || member === undefined) return undefined;
  if (typeof variable === 'string') return variable === 'map' ? 'dyn' : undefined;
  return deeper.length === 0 && Object.hasOwn(variable, member) ? variable[member] : undefined;
}
