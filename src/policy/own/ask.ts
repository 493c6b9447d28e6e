import { type Budget, MOST_CHARACTERS } from '../../base/expression/budget.ts';
import { evaluateExpression } from '../../base/expression/evaluate.ts';
import { ExpressionError } from '../../base/expression/failure.ts';
import { resolveTemplates } from '../../base/expression/template.ts';
import type { JsonObject } from '../../base/json.ts';
import type { OwnRule } from '../../model/generated/policy.ts';
import { UNKNOWN } from '../shell/unknown.ts';
import { isUnknownText } from './subjects.ts';

/** What a rule says of one thing. */
export type Answer =
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'clear' }
  /** It depends on what only the run knows. */
  | { readonly kind: 'open'; readonly why: string }
  /** The rule cannot answer: it failed, or took too much work. */
  | { readonly kind: 'failed'; readonly why: string; readonly exhausted: boolean };

const LONGEST_MESSAGE = 500;

/** Asks a rule about values. Never throws, whatever the rule or the values say. */
export function ask(
  rule: Pick<OwnRule, 'when' | 'message' | 'title'>,
  values: JsonObject,
  budget: Budget,
): Answer {
  try {
    // What an evaluation takes besides its loops: about this, however little it reads.
    budget.characters = MOST_CHARACTERS;
    budget.rounds -= 1 + rule.when.length / 100;
    const found = evaluateExpression(rule.when, values, { budget, isUnknown: isUnknownText });
    if (found === true) return { kind: 'found', message: messageOf(rule, values, budget) };
    if (found === false) return { kind: 'clear' };
    return { kind: 'failed', why: '"when" gives something else than true or false', exhausted: false };
  } catch (thrown) {
    if (!(thrown instanceof ExpressionError)) throw thrown;
    if (thrown.kind === 'expression-unknown') return { kind: 'open', why: sentence(thrown.message) };
    const exhausted = thrown.kind === 'expression-limit';
    return { kind: 'failed', why: sentence(thrown.message), exhausted };
  }
}

/** A message shows what is not known as it was written. */
function messageOf(
  { message, title }: Pick<OwnRule, 'message' | 'title'>,
  values: JsonObject,
  budget: Budget,
): string {
  if (message === undefined) return `${title}.`;
  try {
    const made = resolveTemplates(message, values, { budget });
    const text = typeof made === 'string' ? made : JSON.stringify(made);
    const line = text.replaceAll(UNKNOWN, '…').replaceAll(/\s+/g, ' ').trim();
    return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
  } catch (thrown) {
    if (!(thrown instanceof ExpressionError)) throw thrown;
    return `${title}. (Its message cannot be made: ${lowered(thrown.message)}.)`;
  }
}

function sentence(message: string): string {
  return lowered(message.split('\n', 1)[0] ?? '');
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
