import { RE2JS } from '@bufbuild/re2';
import { type Budget, refuseExhausted } from './budget.ts';
import { ExpressionError } from './failure.ts';

const LONGEST_PATTERN = 1000;
const MOST_PATTERNS = 500;
/** Instructions of a pattern times characters of a text that take as long as a round of a loop, at worst. */
const STEPS_A_ROUND = 64;

interface Pattern {
  readonly engine: RE2JS;
  readonly instructions: number;
}

const patterns = new Map<string, Pattern>();

/**
 * Whether a pattern matches somewhere in a text. The engine takes linear time, but a pattern can make each
 * character dear: 54 s for 10,000 of them were seen. So both lengths are paid for before it starts.
 * @throws {ExpressionError}
 */
export function matchesPattern(
  text: string,
  pattern: string,
  { budget, expression }: { readonly budget: Budget; readonly expression: string },
): boolean {
  const { engine, instructions } = patternOf(pattern, expression);
  budget.rounds -= Math.ceil((text.length * instructions) / STEPS_A_ROUND);
  refuseExhausted(budget, expression);
  return engine.test(text);
}

/** @throws {ExpressionError} for what is no pattern, or a too long one. */
export function patternOf(pattern: string, expression: string): Pattern {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  if (pattern.length > LONGEST_PATTERN) {
    const message = `A pattern has at most ${LONGEST_PATTERN} characters`;
    throw new ExpressionError('expression-limit', message, { expression });
  }
  const compiled = compile(pattern, expression);
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string, expression: string): Pattern {
  try {
    const engine = new RE2JS(pattern);
    return { engine, instructions: engine.re2().prog.inst.length };
  } catch (cause) {
    const message = `"${pattern}" is no pattern: ${cause instanceof Error ? cause.message : ''}`;
    throw new ExpressionError('expression-value', message, { expression, cause });
  }
}
