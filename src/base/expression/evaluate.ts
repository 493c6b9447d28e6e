import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import type { Json, JsonObject } from '../json.ts';
import { type Budget, guard, newBudget, refuseExhausted } from './budget.ts';
import { expressionError, newEnvironment } from './environment.ts';
import { ExpressionError } from './failure.ts';
import { matchesPattern } from './pattern.ts';
import { refuseLong, type Survey, survey } from './tree.ts';
import { celScope, toJson } from './values.ts';

/** What an evaluation is told besides the values that it may read. */
export interface Circumstances {
  /** What `always()` and `failed()` say; they belong in `when` alone. */
  readonly always?: boolean;
  readonly failed?: boolean;
  /** Whether a text stands for a value that only the run knows. Absent: none does. */
  readonly isUnknown?: (text: string) => boolean;
  /** What several evaluations may spend together. Absent: this one has its own. */
  readonly budget?: Budget;
  /** Numbers are measurements: a whole one is a double too, so that what type-checks evaluates. */
  readonly doubles?: boolean;
}

interface Program {
  readonly run: ParseResult;
  readonly survey: Survey;
}

const MOST_PROGRAMS = 2000;
const programs = new Map<string, Program>();

/** The evaluation that is running: evaluation is synchronous, so there is one at most. */
let running:
  | { readonly budget: Budget; readonly verdicts: Circumstances; readonly expression: string }
  | undefined;

let environment: Environment | undefined;

/** Made when an expression first needs it: many runs have none. */
function environmentOf(): Environment {
  environment ??= newEnvironment(
    {
      always: () => verdict('always'),
      failed: () => verdict('failed'),
      matches: (text, pattern) => matchesPattern(text, pattern, active()),
    },
    true,
  );
  return environment;
}

/**
 * Evaluates a CEL expression over JSON. Loops, text and depth are bounded, patterns run in linear time.
 * @throws {ExpressionError} where it cannot be parsed or evaluated, or costs too much.
 */
export function evaluateExpression(
  expression: string,
  scope: JsonObject,
  circumstances: Circumstances = {},
): Json {
  const outer = running;
  try {
    const program = programOf(expression);
    const { budget = newBudget(), isUnknown = nothing, doubles = false } = circumstances;
    running = { budget, verdicts: circumstances, expression };
    const spend = (values: number): void => {
      budget.rounds -= values;
      refuseExhausted(budget, expression);
    };
    const value: unknown = program.run(
      celScope(scope, program.survey.references, { isUnknown, spend, doubles }),
    );
    refuseExhausted(budget, expression);
    return toJson(value, expression);
  } catch (thrown) {
    throw expressionError(thrown, expression);
  } finally {
    running = outer;
  }
}

/** The paths that an expression reads, such as [inputs, archive]. @throws {ExpressionError} */
export function referencesOf(expression: string): Survey['references'] {
  try {
    return programOf(expression).survey.references;
  } catch (thrown) {
    throw expressionError(thrown, expression);
  }
}

function programOf(expression: string): Program {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  refuseLong(expression);
  const run = environmentOf().parse(expression);
  const program = { run, survey: survey(run.ast) };
  guard(run.ast, () => active().budget);
  if (programs.size >= MOST_PROGRAMS) programs.clear();
  programs.set(expression, program);
  return program;
}

function verdict(name: 'always' | 'failed'): boolean {
  const { verdicts, expression } = active();
  const value = verdicts[name];
  if (value !== undefined) return value;
  throw new ExpressionError('expression-value', `${name}() is known only in "when"`, { expression });
}

function nothing(): boolean {
  return false;
}

function active(): NonNullable<typeof running> {
  if (running === undefined) throw new Error('no expression is being evaluated');
  return running;
}
