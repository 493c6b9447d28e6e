import type { ASTNode } from '@marcbachmann/cel-js';
import { ExpressionError } from './failure.ts';
import { hasSeesUnknown, itemsOf, refuseUnknownItem } from './unknown.ts';

/** Loop rounds of one evaluation, or what takes as long, and characters of text that its loops may collect. */
const MOST_ROUNDS = 200_000;
export const MOST_CHARACTERS = 4 * 2 ** 20;

/** What one evaluation may still spend. */
export interface Budget {
  rounds: number;
  characters: number;
}

export function newBudget(rounds = MOST_ROUNDS): Budget {
  return { rounds, characters: MOST_CHARACTERS };
}

/**
 * Makes every loop of a parsed expression pay for its rounds and for the text that it collects: nothing in
 * the library bounds them. Loops and `has` learn what to do with unknown values. `current` gives the budget
 * of the evaluation that is running.
 */
export function guard(root: ASTNode, current: () => Budget): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isNode(value)) {
      const loop = value.meta.alternate?.args;
      if (loop !== undefined) {
        loop.step = metered(loop, { expression: root.input, current });
        loop.iterable = openedFor(loop.iterable);
      }
      hasSeesUnknown(value);
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
  iterable: Part;
  step: Part;
  /** In `all` and `exists`: whether the loop goes on after a round that gave this. */
  readonly condition?: (result: boolean) => boolean;
}

interface Part {
  readonly maybeAsync: boolean;
  checkedType?: unknown;
  check(checker: unknown, node: Part, context: unknown): unknown;
  evaluate(evaluator: unknown, node: Part, context: unknown): unknown;
}

/**
 * `all` and `exists` go on over errors, as CEL wants it: thrown there, an exhausted budget would be swallowed
 * round after round. They are given what ends them instead, and `refuseExhausted` tells afterwards.
 */
function metered(
  { step, condition }: Loop,
  { expression, current }: { expression: string; current: () => Budget },
): Part {
  return {
    maybeAsync: step.maybeAsync,
    check: (checker, _, context) => step.check(checker, step, context),
    evaluate: (evaluator, _, context) => {
      const budget = current();
      if (condition !== undefined && isExhausted(budget)) return !condition(true);
      refuseExhausted(budget, expression);
      budget.rounds -= 1;
      refuseUnknownItem(context);
      const result = step.evaluate(evaluator, step, context);
      if (Array.isArray(result)) budget.characters -= weightOf(result.at(-1));
      return result;
    },
  };
}

/** What a loop goes over, with its unknown items where the loop can meet them. */
function openedFor(iterable: Part): Part {
  return {
    maybeAsync: iterable.maybeAsync,
    check: (checker, _, context) => (iterable.checkedType ??= iterable.check(checker, iterable, context)),
    evaluate: (evaluator, _, context) => itemsOf(iterable.evaluate(evaluator, iterable, context)),
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
