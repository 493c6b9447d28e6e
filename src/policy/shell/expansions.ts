import type { ParameterExpansionPart, ParameterOperation, Word } from 'unbash';
import type { Environment } from './environment.ts';
import { globPattern } from './glob.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** Values beyond this are not changed: some changes look at each place of them. */
const LONGEST_CHANGED = 256;

type TextOf = (word: Word) => string;

/** What `${…}` gives, UNKNOWN where it cannot be told. */
export function expanded(part: ParameterExpansionPart, env: Environment, textOf: TextOf): string {
  const value = valueOf(part, env, textOf);
  if (part.operation?.type === 'Default') return withDefault(part.operation, value, textOf);
  if (value === undefined || !isKnown(value)) return UNKNOWN;
  if (part.operation === undefined) return value;
  if (value.length > LONGEST_CHANGED) return UNKNOWN;
  const words = wordsOf(part.operation).map((word) => (word === undefined ? '' : textOf(word)));
  return words.every(isKnown) ? (changed(part.operation, value, words) ?? UNKNOWN) : UNKNOWN;
}

function valueOf(
  { parameter, prefix, index }: ParameterExpansionPart,
  env: Environment,
  textOf: TextOf,
): string | undefined {
  if (index !== undefined) {
    const at = textOf(index);
    return /^\d+$/.test(at) ? env.array(parameter)?.[Number(at)] : undefined;
  }
  const value = env.get(parameter);
  if (prefix === '!') return value === undefined ? undefined : env.get(value);
  return prefix === '#' && value !== undefined && isKnown(value) ? String(value.length) : value;
}

/** A variable that nothing sets may have any value in a run; the default is the one that can be read. */
function withDefault(
  { operator, operand }: Extract<ParameterOperation, { type: 'Default' }>,
  value: string | undefined,
  textOf: TextOf,
): string {
  // Whatever it holds, it is not empty.
  if (operator.endsWith('?')) return value === undefined || value === UNKNOWN ? `${UNKNOWN}set` : value;
  if (operator.endsWith('+')) return value === undefined ? '' : textOf(operand);
  return value === undefined || value === UNKNOWN ? textOf(operand) : value;
}

function wordsOf(operation: ParameterOperation): readonly (Word | undefined)[] {
  switch (operation.type) {
    case 'Remove':
    case 'Transform':
    case 'Default':
      return [operation.operand];
    case 'Replace':
      return [operation.pattern, operation.replacement];
    case 'Slice':
      return [operation.offset, operation.length];
    case 'CaseModification':
      return [operation.operand];
    case 'Names':
    case 'Unknown':
      return [];
  }
}

function changed(
  operation: ParameterOperation,
  value: string,
  [first = '', second = '']: readonly string[],
): string | undefined {
  switch (operation.type) {
    case 'Slice':
      return sliced(value, first, second);
    case 'CaseModification':
      return first === '' ? recased(value, operation.operator) : undefined;
    case 'Replace':
      return replaced(value, operation.operator, [first, second]);
    case 'Remove':
      return removed(value, operation.operator, first);
    case 'Default':
    case 'Transform':
    case 'Names':
    case 'Unknown':
      return undefined;
  }
}

function sliced(value: string, offset: string, length: string): string | undefined {
  if (!/^\s*-?\d+$/.test(offset) || !/^(-?\d+)?$/.test(length.trim())) return undefined;
  const from = Number(offset) < 0 ? value.length + Number(offset) : Number(offset);
  if (length.trim() === '') return value.slice(from);
  const count = Number(length);
  return count < 0 ? value.slice(from, count) : value.slice(from, from + count);
}

function recased(value: string, operator: '^' | '^^' | ',' | ',,'): string {
  const change = (text: string) => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

function replaced(
  value: string,
  operator: '/' | '//' | '/#' | '/%',
  [pattern, by]: readonly [string, string],
): string | undefined {
  const glob = globPattern(pattern);
  if (glob === undefined || pattern === '') return pattern === '' ? value : undefined;
  const anchored = operator === '/#' ? `^${glob}` : operator === '/%' ? `${glob}$` : glob;
  return value.replace(new RegExp(anchored, operator === '//' ? 'gs' : 's'), () => by);
}

function removed(value: string, operator: '#' | '##' | '%' | '%%', pattern: string): string | undefined {
  const glob = globPattern(pattern);
  if (glob === undefined) return undefined;
  const whole = new RegExp(`^${glob}$`, 's');
  const cuts = Array.from({ length: value.length + 1 }, (_, at) => at);
  const fromEnd = operator.startsWith('%');
  // Shortest first for one sign, longest first for two.
  const order = fromEnd === (operator.length === 2) ? cuts : cuts.toReversed();
  const cut = order.find((at) => whole.test(fromEnd ? value.slice(at) : value.slice(0, at)));
  if (cut === undefined) return value;
  return fromEnd ? value.slice(0, cut) : value.slice(cut);
}
