import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './failure.ts';

/** Loop rounds of one evaluation, and characters of text that its loops may collect. */
const MOST_ROUNDS = 200_000;
const MOST_CHARACTERS = 4 * 2 ** 20;

/** What one evaluation may still spend. */
export interface Budget {
  rounds: number;
  characters: number;
}

export function newBudget(): Budget {
  return { rounds: MOST_ROUNDS, characters: MOST_CHARACTERS };
}

/**
 * Makes every loop of a parsed expression pay for its rounds and for the text that it collects:
 * nothing in the library bounds them. `current` gives the budget of the evaluation that is running.
 */
export function meterLoops(root: ASTNode, current: () => Budget): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isNode(value)) {
      const loop = value.meta.alternate;
      if (loop !== undefined) loop.args.step = metered(loop.args, { expression: root.input, current });
      visit(value.args);
    }
  };
  visit(root);
}

/** The parts of the library's tree that its types leave out: a macro's node has the loop that it stands for. */
interface Node {
  readonly args: unknown;
  readonly meta: { readonly alternate?: { readonly args: Loop } };
}

interface Loop {
  step: Step;
  /** In `all` and `exists`: whether the loop goes on after a round that gave this. */
  readonly condition?: (result: boolean) => boolean;
}

interface Step {
  readonly maybeAsync: boolean;
  check(checker: unknown, node: Step, context: unknown): unknown;
  evaluate(evaluator: unknown, node: Step, context: unknown): unknown;
}

/**
 * `all` and `exists` go on over errors, as CEL wants it: thrown there, an exhausted budget would be swallowed
 * round after round. They are given what ends them instead, and `refuseExhausted` tells afterwards.
 */
function metered(
  { step, condition }: Loop,
  { expression, current }: { expression: string; current: () => Budget },
): Step {
  return {
    maybeAsync: step.maybeAsync,
    check: (checker, _, context) => step.check(checker, step, context),
    evaluate: (evaluator, _, context) => {
      const budget = current();
      if (condition !== undefined && isExhausted(budget)) return !condition(true);
      refuseExhausted(budget, expression);
      budget.rounds -= 1;
      const result = step.evaluate(evaluator, step, context);
      if (Array.isArray(result)) budget.characters -= weightOf(result.at(-1));
      return result;
    },
  };
}

function isExhausted({ rounds, characters }: Budget): boolean {
  return rounds < 0 || characters < 0;
}

function weightOf(item: unknown): number {
  if (typeof item === 'string' || Array.isArray(item)) return item.length;
  return 1;
}

/** @throws {ExpressionError} where more was spent than there was. */
export function refuseExhausted(budget: Budget, expression: string): void {
  if (isExhausted(budget))
    throw new ExpressionError('expression-limit', 'The expression takes too much work', { expression });
}

function isNode(value: object): value is Node {
  return 'op' in value && 'args' in value && 'meta' in value;
}
