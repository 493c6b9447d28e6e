import { Environment, EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { ExpressionError } from './failure.ts';
import { TREE_LIMITS } from './tree.ts';

/** What the zero-argument functions of `when`, and `matches`, do while an expression is evaluated. */
export interface Handlers {
  always(): boolean;
  failed(): boolean;
  matches(text: string, pattern: string): boolean;
}

/** A CEL environment with our limits and functions; variables that it does not declare are free when `open`. */
export function newEnvironment(handlers: Handlers, open: boolean): Environment {
  const sync = { async: false };
  return new Environment({
    unlistedVariablesAreDyn: open,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
    limits: TREE_LIMITS,
  })
    .registerFunction('always(): bool', () => handlers.always(), sync)
    .registerFunction('failed(): bool', () => handlers.failed(), sync)
    .registerFunction('string.matchesLinear(string): bool', (a, b) => handlers.matches(a, b), sync);
}

/** What CEL throws, in our words and with its place in the expression. */
export function expressionError(thrown: unknown, expression: string): ExpressionError {
  if (thrown instanceof ExpressionError) return thrown;
  if (thrown instanceof ParseError || thrown instanceof CelTypeError || thrown instanceof EvaluationError) {
    const { start, end } = thrown.range ?? { start: 0, end: expression.length };
    const message = sentence(thrown.summary.replaceAll('matchesLinear', 'matches'));
    return new ExpressionError(kindOf(thrown), message, { expression, start, end, cause: thrown });
  }
  if (thrown instanceof RangeError) {
    const message = 'The expression is nested too deeply, or makes a text that is too long';
    return new ExpressionError('expression-limit', message, { expression, cause: thrown });
  }
  if (!(thrown instanceof Error)) throw thrown;
  // The library throws plain errors where it meets its own gaps, such as a loop over the literal [].
  const message = `This cannot be evaluated: ${thrown.message}`;
  return new ExpressionError('expression-value', message, { expression, cause: thrown });
}

function kindOf(error: ParseError | CelTypeError | EvaluationError): ExpressionError['kind'] {
  if (error instanceof ParseError)
    return error.summary.startsWith('Exceeded') ? 'expression-limit' : 'expression-syntax';
  return error instanceof CelTypeError ? 'expression-type' : 'expression-value';
}

function sentence(summary: string): string {
  const words = summary.replace('Unexpected token: EOF', 'The expression ends too early');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
