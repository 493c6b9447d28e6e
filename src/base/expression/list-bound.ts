import { isJsonObject, type Json } from '../json.ts';
import { referencesOf } from './evaluate.ts';
import { ExpressionError } from './failure.ts';

/** What an expression reads that is known only while a run goes on: names such as `steps.find`. */
export function readsOfRun(expression: string): readonly string[] {
  const paths = pathsOf(expression).filter(([root]) => root !== 'inputs');
  return [
    ...new Set(
      paths.map(([root = '', name]) => (root === 'steps' && name !== undefined ? `steps.${name}` : root)),
    ),
  ];
}

/**
 * The most items of a list that a step will give, where the expression is the path of an output whose declaration
 * says `maxItems`; null where nothing says so. `declared` gives the declaration of an output.
 */
export function listBound(
  expression: string,
  declared: (step: string, output: string) => Json | undefined,
): number | null {
  const [path = [], ...others] = pathsOf(expression);
  if (others.length > 0 || path.length !== 4 || path.join('.') !== expression.trim()) return null;
  const [root, step = '', outputs, output = ''] = path;
  if (root !== 'steps' || outputs !== 'outputs') return null;
  const rule = declared(step, output);
  const most = isJsonObject(rule) ? rule['maxItems'] : undefined;
  return typeof most === 'number' ? most : null;
}

function pathsOf(expression: string): readonly (readonly string[])[] {
  try {
    return referencesOf(expression).map(({ path }) => path);
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
