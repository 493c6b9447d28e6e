import type { Environment } from '@marcbachmann/cel-js';
import { expressionError, newEnvironment } from './environment.ts';
import type { ExpressionError } from './failure.ts';
import { plainPath, type Variables } from './plain-path.ts';
import { refuseLong, type Survey, survey } from './tree.ts';

export interface ExpressionCheck {
  /** The CEL type that it gives, such as bool, list or dyn. */
  readonly type: string | undefined;
  readonly problem: ExpressionError | undefined;
  /** What it reads, as far as it could be parsed. */
  readonly survey: Survey | undefined;
}

const NOTHING = { always: () => false, failed: () => false, matches: () => false };
const environments = new WeakMap<Variables, Environment>();

/** Parses and type-checks an expression without evaluating it. Never throws for what an expression says. */
export function checkExpression(expression: string, variables: Variables): ExpressionCheck {
  const plain = plainPath(expression, variables);
  if (plain !== undefined) {
    const { type, reference } = plain;
    return { type, problem: undefined, survey: { references: [reference], calls: new Set(), patterns: [] } };
  }
  return checkWithCel(expression, variables);
}

/** As `checkExpression`, without the short cut for paths. */
export function checkWithCel(expression: string, variables: Variables): ExpressionCheck {
  let found: Survey | undefined;
  try {
    refuseLong(expression);
    const parsed = environmentOf(variables).parse(expression);
    found = survey(parsed.ast);
    const { valid, type, error } = parsed.check();
    if (valid) return { type, problem: undefined, survey: found };
    const loose = usesWhole(found, variables) ? loosely(variables) : variables;
    if (loose !== variables) return checkWithCel(expression, loose);
    return { type: undefined, problem: expressionError(error, expression), survey: found };
  } catch (thrown) {
    return { type: undefined, problem: expressionError(thrown, expression), survey: found };
  }
}

/** The library knows no `size(x)` or `"key" in x` of a variable whose fields have types. */
function usesWhole({ references }: Survey, variables: Variables): boolean {
  return references.some(
    ({ path: [name = '', ...rest] }) => rest.length === 0 && typeof variables[name] === 'object',
  );
}

function loosely(variables: Variables): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, type]) => [name, typeof type === 'string' ? type : 'map']),
  );
}

function environmentOf(variables: Variables): Environment {
  const known = environments.get(variables);
  if (known !== undefined) return known;
  const environment = newEnvironment(NOTHING, false);
  for (const [name, type] of Object.entries(variables)) {
    if (typeof type === 'string') environment.registerVariable(name, type);
    else environment.registerVariable({ name, schema: { ...type } });
  }
  environments.set(variables, environment);
  return environment;
}
