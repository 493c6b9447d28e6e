import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { newBudget } from './budget.ts';
import { evaluateExpression, referencesOf } from './evaluate.ts';
import { ExpressionError } from './failure.ts';

/** The most that a list may have which a step goes over. */
export const MOST_ITEMS = 100_000;
/** Enough to look at each of so many items, and at some fields of each. */
const ROUNDS = 20 * MOST_ITEMS;

/** The list that an expression gives. @throws {ExpressionError} where it gives none, or one that is too long. */
export function evaluateList(expression: string, scope: JsonObject): readonly Json[] {
  const value =
    valueAt(expression, scope) ?? evaluateExpression(expression, scope, { budget: newBudget(ROUNDS) });
  if (!Array.isArray(value)) throw noList(value, expression);
  if (value.length > MOST_ITEMS) {
    const message = `It gives ${value.length} items, and the most is ${MOST_ITEMS}`;
    throw new ExpressionError('expression-limit', message, { expression });
  }
  return value;
}

/** What a path and nothing else reads: a long list goes through no CEL. Undefined for everything else. */
function valueAt(expression: string, scope: JsonObject): Json | undefined {
  const [reference, ...others] = referencesOf(expression);
  if (reference === undefined || others.length > 0) return undefined;
  if (reference.path.join('.') !== expression.trim()) return undefined;
  let value: Json | undefined = scope;
  for (const name of reference.path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

function noList(value: Json, expression: string): ExpressionError {
  const given = value === null ? 'null' : `a ${isJsonObject(value) ? 'map' : typeof value}`;
  return new ExpressionError('expression-value', `It gives ${given}, where a list is needed`, { expression });
}
