import type { ParseResult } from '@marcbachmann/cel-js';
import { RE2JS } from '@bufbuild/re2';
import type { Json, JsonObject } from '../json.ts';
import { type Budget, meterLoops, newBudget, refuseExhausted } from './budget.ts';
import { expressionError, newEnvironment } from './environment.ts';
import { ExpressionError } from './failure.ts';
import { refuseLong, type Survey, survey } from './tree.ts';
import { celScope, toJson } from './values.ts';

/** What `always()` and `failed()` say; they belong in `when` alone. */
export interface Verdicts {
  readonly always?: boolean;
  readonly failed?: boolean;
}

interface Program {
  readonly run: ParseResult;
  readonly survey: Survey;
}

const MOST_PROGRAMS = 2000;
const LONGEST_PATTERN = 1000;
const programs = new Map<string, Program>();

/** The evaluation that is running: evaluation is synchronous, so there is one at most. */
let running:
  | { readonly budget: Budget; readonly verdicts: Verdicts; readonly expression: string }
  | undefined;

const environment = newEnvironment(
  {
    always: () => verdict('always'),
    failed: () => verdict('failed'),
    matches: (text, pattern) => patternOf(pattern).test(text),
  },
  true,
);

/**
 * Evaluates a CEL expression over JSON. Loops, text and depth are bounded, patterns run in linear time.
 * @throws {ExpressionError} where it cannot be parsed or evaluated, or costs too much.
 */
export function evaluateExpression(expression: string, scope: JsonObject, verdicts: Verdicts = {}): Json {
  const outer = running;
  try {
    const program = programOf(expression);
    const budget = newBudget();
    running = { budget, verdicts, expression };
    const value: unknown = program.run(celScope(scope, program.survey.references));
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
  const run = environment.parse(expression);
  const program = { run, survey: survey(run.ast) };
  meterLoops(run.ast, () => active().budget);
  if (programs.size >= MOST_PROGRAMS) programs.clear();
  programs.set(expression, program);
  return program;
}

function verdict(name: keyof Verdicts): boolean {
  const { verdicts, expression } = active();
  const value = verdicts[name];
  if (value !== undefined) return value;
  throw new ExpressionError('expression-value', `${name}() is known only in "when"`, { expression });
}

function patternOf(pattern: string): RE2JS {
  const { expression } = active();
  if (pattern.length > LONGEST_PATTERN) {
    throw new ExpressionError('expression-limit', `A pattern has at most ${LONGEST_PATTERN} characters`, {
      expression,
    });
  }
  try {
    return new RE2JS(pattern);
  } catch (cause) {
    const message = `"${pattern}" is no pattern: ${cause instanceof Error ? cause.message : ''}`;
    throw new ExpressionError('expression-value', message, { expression, cause });
  }
}

function active(): NonNullable<typeof running> {
  if (running === undefined) throw new Error('no expression is being evaluated');
  return running;
}
